"""Trees of schemas and of calls, and what implements a declaration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lsprotocol import types

from kclpy.ide.calls import callable_at, incoming, outgoing
from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.document import Document
from kclpy.ide.hierarchy import Item, implementations, item_of, schema_at, subtypes, supertypes
from kclpy_lsp.documents import path_of
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request

# Many files may have to be read.
_PATIENCE = 60.0

_KINDS = {
    Kind.SCHEMA: types.SymbolKind.Class,
    Kind.MIXIN: types.SymbolKind.Class,
    Kind.PROTOCOL: types.SymbolKind.Interface,
    Kind.RULE: types.SymbolKind.Class,
    Kind.VARIABLE: types.SymbolKind.Variable,
    Kind.ATTRIBUTE: types.SymbolKind.Field,
    Kind.MODULE: types.SymbolKind.File,
}


def go_to_implementation(request: Request[types.ImplementationParams]) -> list[types.Location]:
    """Return the schemas below one, or where they declare an attribute again."""
    found = implementations(request.snapshot, *request.place, request.token)
    return [request.location(span) for span in found]


def _again(request: Request[Any]) -> tuple[Document, int]:
    """Return the place of an item that was sent before."""
    item = request.params.item
    document = request.snapshot.document(path_of(item.uri), request.token)
    return document, request.offset(document, item.selection_range.start)


# Schemas


def prepare_types(
    request: Request[types.TypeHierarchyPrepareParams],
) -> list[types.TypeHierarchyItem]:
    """Return the schema at a position."""
    return _type_items([schema_at(*request.place)], request)


def ask_supertypes(
    request: Request[types.TypeHierarchySupertypesParams],
) -> list[types.TypeHierarchyItem]:
    """Return what a schema builds on."""
    schema = schema_at(*_again(request))
    if schema is None:
        return []
    return _type_items(supertypes(request.snapshot, schema, request.token), request)


def ask_subtypes(
    request: Request[types.TypeHierarchySubtypesParams],
) -> list[types.TypeHierarchyItem]:
    """Return what builds on a schema."""
    document, offset = _again(request)
    schema = schema_at(document, offset)
    if schema is None:
        return []
    return _type_items(subtypes(request.snapshot, document, schema, request.token), request)


def _type_items(
    found: Iterable[Declaration | None], request: Request[Any]
) -> list[types.TypeHierarchyItem]:
    items = (None if one is None else item_of(one) for one in found)
    return [
        types.TypeHierarchyItem(
            one.name,
            _KINDS.get(one.kind, types.SymbolKind.Variable),
            request.session.documents.uri(one.span.file.path),
            request.range(one.span),
            request.range(one.name_span),
            detail=one.package or None,
        )
        for one in items
        if one is not None
    ]


# Calls


def prepare_calls(
    request: Request[types.CallHierarchyPrepareParams],
) -> list[types.CallHierarchyItem]:
    """Return the lambda or the schema at a position."""
    found = callable_at(*request.place)
    item = None if found is None else item_of(found)
    return [] if item is None else [_call_item(item, request)]


def ask_incoming(
    request: Request[types.CallHierarchyIncomingCallsParams],
) -> list[types.CallHierarchyIncomingCall]:
    """Return what calls a lambda or makes instances of a schema."""
    document, offset = _again(request)
    called = callable_at(document, offset)
    if called is None:
        return []
    return [
        types.CallHierarchyIncomingCall(
            _call_item(one.item, request), [request.range(span) for span in one.places]
        )
        for one in incoming(request.snapshot, document, called, request.token)
    ]


def ask_outgoing(
    request: Request[types.CallHierarchyOutgoingCallsParams],
) -> list[types.CallHierarchyOutgoingCall]:
    """Return what a lambda or a schema calls."""
    caller = callable_at(*_again(request))
    if caller is None:
        return []
    return [
        types.CallHierarchyOutgoingCall(
            _call_item(one.item, request), [request.range(span) for span in one.places]
        )
        for one in outgoing(request.snapshot, caller, request.token)
    ]


def _call_item(item: Item, request: Request[Any]) -> types.CallHierarchyItem:
    return types.CallHierarchyItem(
        item.name,
        _KINDS.get(item.kind, types.SymbolKind.Variable),
        request.session.documents.uri(item.span.file.path),
        request.range(item.span),
        request.range(item.name_span),
        detail=item.package or None,
    )


FEATURES = (
    Feature(types.TEXT_DOCUMENT_IMPLEMENTATION, go_to_implementation, seconds=_PATIENCE),
    Feature(types.TEXT_DOCUMENT_PREPARE_TYPE_HIERARCHY, prepare_types),
    Feature(types.TYPE_HIERARCHY_SUPERTYPES, ask_supertypes),
    Feature(types.TYPE_HIERARCHY_SUBTYPES, ask_subtypes, seconds=_PATIENCE),
    Feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, prepare_calls),
    Feature(types.CALL_HIERARCHY_INCOMING_CALLS, ask_incoming, seconds=_PATIENCE),
    Feature(types.CALL_HIERARCHY_OUTGOING_CALLS, ask_outgoing),
)
