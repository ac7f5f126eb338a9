"""Hints between the lines."""

from __future__ import annotations

from lsprotocol import types

from kclpy.ide.hints import hints
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request


def inlay_hints(request: Request[types.InlayHintParams]) -> list[types.InlayHint]:
    """Return the hints of a part of a file."""
    document = request.document
    start, end = request.span(document, request.params.range)
    return [
        types.InlayHint(
            request.session.positions.position(document.file, one.offset),
            one.text,
            types.InlayHintKind.Type if one.is_type else types.InlayHintKind.Parameter,
        )
        for one in hints(document, start, end)
    ]


FEATURES = (Feature(types.TEXT_DOCUMENT_INLAY_HINT, inlay_hints),)
