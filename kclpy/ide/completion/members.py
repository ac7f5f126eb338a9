"""Members: what comes behind a dot."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin, Constant
from kclpy.ide.completion.context import Context
from kclpy.ide.completion.items import KINDS, Item, ItemKind, Source, source_of
from kclpy.ide.completion.keys import attributes_of
from kclpy.ide.completion.names import NO_VALUES, ROLES
from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.describe import type_of
from kclpy.ide.document import Document
from kclpy.ide.members import member_type
from kclpy.ide.texts import written
from kclpy.semantics.program import Import, ImportKind
from kclpy.semantics.symbols import ImportSymbol
from kclpy.syntax import nodes
from kclpy.types import DictType, FunctionType, ModuleType, SchemaType, Type, UnionType


def members_at(document: Document, context: Context) -> Iterator[Item]:
    """Yield the members of the value before the dot."""
    way = document.around(context.before, context.before + 1)
    for number, node in reversed(list(enumerate(way))):
        if isinstance(node, nodes.SelectorExpr) and node.value.end <= context.before:
            symbol = document.package.model.symbol_of.get(node.value)  # type: ignore[call-overload]
            if isinstance(symbol, ImportSymbol):
                members = _of_module(document, symbol.target)
                yield from (one for one in members if _fits(one, context))
                return
            key = _key_type(document, way[:number], node.value)
            if key is None and _is_schema(document, node.value):
                yield Item("instances", ItemKind.FUNCTION, "() -> [any]", "instances()")
            else:
                yield from _of_type(document, key or document.type_of(node.value))
            return
        if isinstance(node, nodes.NamedType):
            yield from _of_named_type(document, node)
            return


def _fits(item: Item, context: Context) -> bool:
    """Tell whether a member of a package may stand where the names before the dot begin."""
    kind = ROLES.get(context.role)
    if kind is not None:
        return item.detail == kind.value
    return item.detail not in [one.value for one in NO_VALUES]


def quoted_keys(document: Document, context: Context) -> Iterator[Item]:
    """Yield the keys of the dict that a text in brackets is the key of."""
    for node in document.around(context.before):
        if isinstance(node, nodes.SubscriptExpr) and node.index.start == context.before:
            type_ = document.type_of(node.value)
            if isinstance(type_, DictType):
                for name, value in type_.attributes().items():
                    yield Item(name, ItemKind.ATTRIBUTE, written(value))
            elif isinstance(type_, SchemaType):
                yield from _of_schema(type_)


def _key_type(document: Document, way: list[nodes.Node], value: nodes.Expr) -> Type | None:
    """Return the type of a dotted key as far as it is written, None if it is no key."""
    names = nodes.dotted_name(value)
    if not names or len(way) < 2 or not isinstance(way[-1], nodes.ConfigEntry):
        return None
    if way[-1].key is None or not way[-1].key.start <= value.start < way[-1].key.end:
        return None
    config = next((node for node in reversed(way) if isinstance(node, nodes.ConfigExpr)), None)
    found: Type | None = None if config is None else document.package.types.expected.get(config)
    for name in names:
        found = None if found is None else member_type(found, name.id)
    return found


def _is_schema(document: Document, value: nodes.Expr) -> bool:
    """Tell whether a name means a schema itself, and not an instance."""
    found = document.occurrences.at(value.end)
    return found is not None and found.span.end == value.end and found.declaration.kind in _SCHEMAS


_SCHEMAS = (Kind.SCHEMA, Kind.MIXIN, Kind.PROTOCOL)


def _of_named_type(document: Document, node: nodes.NamedType) -> Iterator[Item]:
    """Yield the types of the package that an annotation names."""
    symbol = document.package.model.symbol_of.get(node.names[0])
    if isinstance(symbol, ImportSymbol):
        for item in _of_module(document, symbol.target):
            if item.kind in (ItemKind.SCHEMA, ItemKind.TYPE):
                yield item


def _of_type(document: Document, type_: Type) -> Iterator[Item]:
    if isinstance(type_, UnionType):
        for member in type_.members:
            yield from _of_type(document, member)
    elif isinstance(type_, SchemaType):
        yield from _of_schema(type_)
    elif isinstance(type_, DictType):
        for name, value in type_.attributes().items():
            if name.isidentifier():
                yield Item(name, ItemKind.ATTRIBUTE, written(value))
    elif isinstance(type_, ModuleType):
        kind = ImportKind(type_.kind) if type_.kind in _KINDS else ImportKind.PACKAGE
        yield from _of_module(document, Import(kind, type_.path))
    elif type_.word == "str":
        for builtin in registry.members("str").values():
            yield _of_builtin(builtin)


_KINDS = {kind.value for kind in ImportKind}


def _of_schema(type_: SchemaType) -> Iterator[Item]:
    schema = type_.definition
    for name, attribute in attributes_of(schema).items():
        optional = "?" if attribute.is_optional else ""
        yield Item(
            name,
            ItemKind.ATTRIBUTE,
            f"{name}{optional}: {written(attribute.type)}",
            source=Source("attribute", name, schema.package, schema.name),
        )


def _of_module(document: Document, target: Import) -> Iterator[Item]:
    """Yield what a package, a system module or a plugin offers."""
    if target.kind is ImportKind.SYSTEM:
        for builtin in (registry.module(target.path) or {}).values():
            yield _of_builtin(builtin)
        for constant in registry.constants(target.path).values():
            yield _of_builtin(constant)
        return
    plugin = document.program.program.plugins.get(target.path)
    if target.kind is ImportKind.PLUGIN and plugin is not None:
        for builtin in plugin.functions.values():
            yield _of_builtin(builtin)
        return
    package = document.program.imported(target)
    if package is not None:
        for name, one in document.occurrences.declarations.globals(package).items():
            if not name.startswith("_"):
                yield _of_global(name, one, document)


def _of_global(name: str, one: Declaration, document: Document) -> Item:
    rank = 30 if KINDS.get(one.kind) is ItemKind.SCHEMA else 40
    kind = KINDS.get(one.kind, ItemKind.VARIABLE)
    source = source_of(one)
    if one.kind is not Kind.VARIABLE:
        return Item(name, kind, one.kind.value, rank=rank, source=source)
    type_ = type_of(one, document.program)
    if isinstance(type_, FunctionType):
        return _of_function(name, type_, rank, source)
    return Item(name, kind, written(type_), rank=rank, source=source)


def _of_builtin(found: Builtin | Constant) -> Item:
    source = Source("builtin", found.full_name)
    if isinstance(found, Constant):
        return Item(found.name, ItemKind.CONSTANT, written(found.type), source=source)
    return _of_function(found.name, found.signature.type, 50, source)


def _of_function(name: str, function: FunctionType, rank: int, source: Source | None) -> Item:
    has_parameters = bool(function.params) or function.is_variadic
    return Item(
        name,
        ItemKind.FUNCTION,
        written(function),
        f"{name}($1)" if has_parameters else f"{name}()",
        is_snippet=has_parameters,
        rank=rank,
        source=source,
    )
