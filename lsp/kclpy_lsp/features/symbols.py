"""Outlines of files, and declarations of the whole workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types

from kclpy.ide.outline import Entry, Sort, matching, outline
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request

# More than these nobody looks through.
_MOST = 500

_KINDS = {
    Sort.VARIABLE: types.SymbolKind.Variable,
    Sort.FUNCTION: types.SymbolKind.Function,
    Sort.SCHEMA: types.SymbolKind.Struct,
    Sort.PROTOCOL: types.SymbolKind.Interface,
    Sort.RULE: types.SymbolKind.Struct,
    Sort.ALIAS: types.SymbolKind.TypeParameter,
    Sort.ATTRIBUTE: types.SymbolKind.Property,
    Sort.PARAMETER: types.SymbolKind.Field,
    Sort.KEY: types.SymbolKind.Property,
    Sort.SECTION: types.SymbolKind.Namespace,
    Sort.ITEM: types.SymbolKind.Object,
}


def document_symbols(
    request: Request[types.DocumentSymbolParams],
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    """Return the outline of a file, flat for clients that know no other."""
    return symbols(outline(request.document.module), request)


def symbols(
    entries: Sequence[Entry], request: Request[types.DocumentSymbolParams]
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    """Return an outline as the client can show it."""
    if request.session.shows_trees_of_symbols:
        return [_symbol(entry, request) for entry in entries]
    return list(_flat(entries, request, None))


def _symbol(entry: Entry, request: Request[types.DocumentSymbolParams]) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        entry.name,
        _KINDS[entry.sort],
        request.range(entry.span),
        request.range(entry.name_span),
        detail=entry.detail or None,
        children=[_symbol(child, request) for child in entry.children],
    )


def _flat(
    entries: Iterable[Entry], request: Request[types.DocumentSymbolParams], home: str | None
) -> Iterator[types.SymbolInformation]:
    for entry in entries:
        yield types.SymbolInformation(
            request.location(entry.span), entry.name, _KINDS[entry.sort], container_name=home
        )
        yield from _flat(entry.children, request, entry.name)


def workspace_symbols(
    request: Request[types.WorkspaceSymbolParams],
) -> list[types.SymbolInformation]:
    """Return the declarations of all files whose names have the letters asked for."""
    found: list[types.SymbolInformation] = []
    for path in request.snapshot.all_sources():
        request.token.check()
        module = request.snapshot.module(path)
        for entry, home in matching(outline(module), request.params.query):
            location = request.location(entry.name_span)
            kind = _KINDS[entry.sort]
            found.append(
                types.SymbolInformation(location, entry.name, kind, container_name=home or None)
            )
        if len(found) >= _MOST:
            break
    return found[:_MOST]


FEATURES = (
    Feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document_symbols),
    Feature(types.WORKSPACE_SYMBOL, workspace_symbols, seconds=60.0),
)
