"""Folding, growing selections, links, and what is edited together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from lsprotocol import types

from kclpy.ide.folding import Fold, folds, selections
from kclpy.ide.linked import linked
from kclpy.ide.links import links
from kclpy.source import SourceFile, Span
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request

_KINDS = {
    "comment": types.FoldingRangeKind.Comment,
    "imports": types.FoldingRangeKind.Imports,
    "region": types.FoldingRangeKind.Region,
}

_BRACKETS = {"]": "[", "}": "{", ")": "("}


def folding_ranges(request: Request[types.FoldingRangeParams]) -> list[types.FoldingRange]:
    """Return what can be folded in a file."""
    document = request.document
    return [folded(one, document.file, request) for one in folds(document)]


def folded(fold: Fold, file: SourceFile, request: Request[Any]) -> types.FoldingRange:
    """Return what can be folded in a file; a bracket that closes it stays to be seen."""
    place = request.range(Span(file, fold.start, fold.end))
    opened = Counter(file.text[fold.start : fold.end].partition("\n")[0])
    closing = file.text[fold.end - 1 : fold.end]
    is_closed = opened[_BRACKETS.get(closing, "")] > opened[closing]
    last = place.end.line - 1 if is_closed else place.end.line
    return types.FoldingRange(
        place.start.line, max(place.start.line, last), kind=_KINDS.get(fold.sort)
    )


def selection_ranges(request: Request[types.SelectionRangeParams]) -> list[types.SelectionRange]:
    """Return for each position the ranges around it, each with the next larger one."""
    document = request.document
    return [
        grown(selections(document, request.offset(document, position)), document.file, request)
        for position in request.params.positions
    ]


def grown(
    ranges: Sequence[tuple[int, int]], file: SourceFile, request: Request[Any]
) -> types.SelectionRange:
    """Return ranges of a file, inner ones first, each with the next larger one."""
    found: types.SelectionRange | None = None
    for start, end in reversed(ranges):
        found = types.SelectionRange(request.range(Span(file, start, end)), found)
    assert found is not None  # the whole file is around every offset
    return found


def document_links(request: Request[types.DocumentLinkParams]) -> list[types.DocumentLink]:
    """Return the imports of a file as links."""
    uri, shows_tooltips = request.session.documents.uri, request.session.shows_tooltips
    return [
        types.DocumentLink(
            request.range(one.span),
            uri(one.target),
            f"package {one.package}" if shows_tooltips else None,
        )
        for one in links(request.document)
    ]


def linked_ranges(
    request: Request[types.LinkedEditingRangeParams],
) -> types.LinkedEditingRanges | None:
    """Return the places that change together with the name at a position."""
    found = linked(*request.place)
    return types.LinkedEditingRanges([request.range(one) for one in found]) if found else None


FEATURES = (
    Feature(types.TEXT_DOCUMENT_LINKED_EDITING_RANGE, linked_ranges),
    Feature(types.TEXT_DOCUMENT_FOLDING_RANGE, folding_ranges),
    Feature(types.TEXT_DOCUMENT_SELECTION_RANGE, selection_ranges),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, document_links),
)
