"""What a name means, shown beside it."""

from __future__ import annotations

from lsprotocol import types

from kclpy.ide.describe import Description, describe
from kclpy.ide.docs import marked_up
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request, Session


def hover(request: Request[types.HoverParams]) -> types.Hover | None:
    """Return the declaration of the name at a position, with its documentation."""
    document, offset = request.place
    found = document.occurrences.at(offset)
    if found is None:
        return None
    described = describe(found.declaration, document.program)
    return types.Hover(markup(described, request.session), request.range(found.span))


def markup(described: Description, session: Session) -> types.MarkupContent:
    """Return a description in a form that the client shows."""
    code, home, doc = described.code, described.home, described.doc
    if not session.shows_markdown:
        text = "\n\n".join(filter(None, (home, code, doc)))
        return types.MarkupContent(types.MarkupKind.PlainText, text)
    parts = [home, f"```kcl\n{code}\n```", f"---\n{marked_up(doc)}" if doc else ""]
    return types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(filter(None, parts)))


FEATURES = (Feature(types.TEXT_DOCUMENT_HOVER, hover),)
