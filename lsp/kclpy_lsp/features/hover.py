"""What a name means, shown beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from lsprotocol import types

from kclpy.ide.describe import Description, describe
from kclpy.ide.docs import marked_up
from kclpy.ide.origins import Origin
from kclpy.ide.provenance import Verdict, provenance
from kclpy.source import Span
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request, Session


def hover(request: Request[types.HoverParams]) -> types.Hover | None:
    """Return the declaration of the name at a position, with its documentation."""
    document, offset = request.excerpt
    found = document.occurrences.at(offset)
    if found is None:
        return None
    origins = provenance(document, offset)
    if len(origins) == 1:  # the key itself, which is seen already
        origins = []
    return shown(describe(found.declaration, document.program), found.span, request, origins)


def shown(
    described: Description,
    span: Span,
    request: Request[types.HoverParams],
    origins: Sequence[tuple[Origin, Verdict]] = (),
) -> types.Hover:
    """Return a description beside what it is about, as the client can show it."""
    if request.session.shows_markdown("hover.content_format", default=True):
        content = marked(described)
        content.value += _marked_origins(origins, request.session)
    else:
        text = f"{plain(described)}{_plain_origins(origins)}"
        content = types.MarkupContent(types.MarkupKind.PlainText, text)
    return types.Hover(content, request.range(span))


def marked(described: Description) -> types.MarkupContent:
    """Return a description for a client that shows Markdown."""
    home, doc = described.home, described.doc
    parts = [home, f"```kcl\n{described.code}\n```", f"---\n{marked_up(doc)}" if doc else ""]
    return types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(filter(None, parts)))


def plain(described: Description) -> str:
    """Return a description for others."""
    return "\n\n".join(filter(None, (described.home, described.code, described.doc)))


def _marked_origins(origins: Sequence[tuple[Origin, Verdict]], session: Session) -> str:
    """Return what gives a key its value, for a client that shows Markdown; places are links."""
    lines = []
    for one, verdict in origins:
        code = one.code.replace("`", "'")
        link = ""
        if one.span is not None:
            line, _ = one.span.file.position(one.span.start)
            link = f"[{_place(one.span)}]({session.documents.uri(one.span.file.path)}#L{line})"
        shown = f"**{verdict.value}**" if verdict is Verdict.WINS else verdict.value
        told = ", ".join(filter(None, (link, one.role, shown)))
        lines.append(f"1. `{code}` {told}")
    return "\n".join(["\n\n---\n**Value**\n", *lines]) if lines else ""


def _plain_origins(origins: Sequence[tuple[Origin, Verdict]]) -> str:
    """Return what gives a key its value, for other clients."""
    lines = []
    for one, verdict in origins:
        place = "" if one.span is None else _place(one.span)
        lines.append(f"- {one.code} ({', '.join(filter(None, (place, one.role, verdict.value)))})")
    return "\n".join(["\n", *lines]) if lines else ""


def _place(span: Span) -> str:
    line, _ = span.file.position(span.start)
    return f"{os.path.basename(span.file.path)}:{line}"


FEATURES = (Feature(types.TEXT_DOCUMENT_HOVER, hover, is_urgent=True),)
