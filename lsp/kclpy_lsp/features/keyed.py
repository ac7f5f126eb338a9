"""Documents of keys and values: kcl.mod, kcl.yaml, and data that a project holds to schemas."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from kclpy.ide.actions import fixes_of, touching
from kclpy.ide.kinds import Kind
from kclpy.ide.settings.document import KeyedDocument
from kclpy.ide.settings.opening import KEYED, open_keyed
from kclpy.source import Span
from kclpy_lsp.documents import path_of
from kclpy_lsp.features.actions import fixing, is_wanted
from kclpy_lsp.features.completion import proposals
from kclpy_lsp.features.hover import shown
from kclpy_lsp.features.ranges import folded, grown
from kclpy_lsp.features.symbols import symbols
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request


def _place(request: Request[Any]) -> tuple[KeyedDocument | None, int]:
    """Return the document and the offset that are asked about."""
    document = _document(request)
    if document is None:
        return None, 0
    positions = request.session.positions
    return document, positions.offset(positions.lines(document.file), request.params.position)


def _document(request: Request[Any]) -> KeyedDocument | None:
    kind = request.kind
    assert kind is not None
    return open_keyed(request.snapshot, path_of(request.uri), kind, request.token)


def completion(request: Request[types.CompletionParams]) -> types.CompletionList | None:
    """Return the keys or the values that can be written at a position."""
    document, offset = _place(request)
    if document is None:
        return None
    start, items = document.complete(offset)
    return proposals(items, Span(document.file, start, offset), request)


def hover(request: Request[types.HoverParams]) -> types.Hover | None:
    """Return what the key or the value at a position means."""
    document, offset = _place(request)
    found = None if document is None else document.hover(offset)
    return None if found is None else shown(found[1], found[0], request)


def definition(request: Request[types.DefinitionParams]) -> list[types.Location]:
    """Return where what stands at a position is declared, or the file that it names."""
    document, offset = _place(request)
    found = [] if document is None else document.definition(offset)
    return [request.location(span) for span in found]


def links(request: Request[types.DocumentLinkParams]) -> list[types.DocumentLink]:
    """Return the files that are named as links."""
    document = _document(request)
    uri = request.session.documents.uri
    return [
        types.DocumentLink(request.range(one.span), uri(one.path))
        for one in ([] if document is None else document.links)
    ]


def code_actions(request: Request[types.CodeActionParams]) -> list[types.CodeAction]:
    """Return what mends the mistakes in a range."""
    document = _document(request)
    if document is None or not is_wanted(types.CodeActionKind.QuickFix, request):
        return []
    lines = request.session.positions.lines(document.file)
    places = (request.params.range.start, request.params.range.end)
    start, end = (request.session.positions.offset(lines, one) for one in places)
    found = touching(document.diagnostics, start, end)
    return [fixing(fix, document.file, request) for one in found for fix in fixes_of(one)]


def document_symbols(
    request: Request[types.DocumentSymbolParams],
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    """Return the outline: sections, keys, and tables in lists."""
    document = _document(request)
    return [] if document is None else symbols(document.structure.outline, request)


def folding_ranges(request: Request[types.FoldingRangeParams]) -> list[types.FoldingRange]:
    """Return what can be folded."""
    document = _document(request)
    if document is None:
        return []
    return [folded(one, document.file, request) for one in document.structure.folds]


def selection_ranges(
    request: Request[types.SelectionRangeParams],
) -> list[types.SelectionRange] | None:
    """Return for each position the ranges around it."""
    document = _document(request)
    if document is None:
        return None
    positions = request.session.positions
    lines = positions.lines(document.file)
    offsets = (positions.offset(lines, one) for one in request.params.positions)
    return [grown(document.structure.selections(at), document.file, request) for at in offsets]


# Other servers tell of data what holds for any text of its format.
_OWN = KEYED - {Kind.DATA}

FEATURES = (
    Feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document_symbols, kinds=_OWN),
    Feature(types.TEXT_DOCUMENT_FOLDING_RANGE, folding_ranges, kinds=_OWN),
    Feature(types.TEXT_DOCUMENT_SELECTION_RANGE, selection_ranges, kinds=_OWN),
    # What mends mistakes in data is said in KCL.
    Feature(types.TEXT_DOCUMENT_CODE_ACTION, code_actions, kinds=_OWN),
    Feature(types.TEXT_DOCUMENT_COMPLETION, completion, kinds=KEYED, is_urgent=True),
    Feature(types.TEXT_DOCUMENT_HOVER, hover, kinds=KEYED, is_urgent=True),
    Feature(types.TEXT_DOCUMENT_DEFINITION, definition, kinds=KEYED),
    Feature(types.TEXT_DOCUMENT_DECLARATION, definition, kinds=KEYED),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, links, kinds=KEYED),
)
