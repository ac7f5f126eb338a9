"""What a name means, shown beside it."""

from __future__ import annotations

from lsprotocol import types

from kclpy.ide.describe import Description, describe
from kclpy.ide.docs import marked_up
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request


def hover(request: Request[types.HoverParams]) -> types.Hover | None:
    """Return the declaration of the name at a position, with its documentation."""
    document, offset = request.excerpt
    found = document.occurrences.at(offset)
    if found is None:
        return None
    described = describe(found.declaration, document.program)
    if request.session.shows_markdown("hover.content_format", default=True):
        shown = marked(described)
    else:
        shown = types.MarkupContent(types.MarkupKind.PlainText, plain(described))
    return types.Hover(shown, request.range(found.span))


def marked(described: Description) -> types.MarkupContent:
    """Return a description for a client that shows Markdown."""
    home, doc = described.home, described.doc
    parts = [home, f"```kcl\n{described.code}\n```", f"---\n{marked_up(doc)}" if doc else ""]
    return types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(filter(None, parts)))


def plain(described: Description) -> str:
    """Return a description for others."""
    return "\n\n".join(filter(None, (described.home, described.code, described.doc)))


FEATURES = (Feature(types.TEXT_DOCUMENT_HOVER, hover),)
