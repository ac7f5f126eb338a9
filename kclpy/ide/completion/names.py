"""Names: what is visible, what is a type, what may be a base."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.ide.arguments import open_call
from kclpy.ide.completion.context import Context, Place
from kclpy.ide.completion.items import KINDS, Item, ItemKind, Source, source_of
from kclpy.ide.completion.keys import attributes_of
from kclpy.ide.completion.packages import Packages
from kclpy.ide.completion.snippets import placeholder
from kclpy.ide.declarations import Declaration, Kind, name_span
from kclpy.ide.describe import type_of
from kclpy.ide.document import Document
from kclpy.ide.scopes import bodies_around, visible
from kclpy.ide.texts import has_in_order, parameter, written
from kclpy.semantics.symbols import BuiltinSymbol, ImportSymbol, LocalSymbol, Symbol
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.types import FunctionType, SchemaDefinition, SchemaType, Type, assignable

_FITTING, _ARGUMENT, _LOCAL, _GLOBAL, _BUILTIN = 15, 20, 30, 40, 65
_PRIMITIVES = ("str", "int", "float", "bool", "any")
ROLES = {Place.BASE: Kind.SCHEMA, Place.MIXIN: Kind.MIXIN, Place.PROTOCOL: Kind.PROTOCOL}
# What is named in types and heads of schemas only.
NO_VALUES = (Kind.ALIAS, Kind.MIXIN, Kind.PROTOCOL)
_DECORATORS = {
    "deprecated": 'deprecated(reason="${1:use … instead}", strict=${2|False,True|})',
    "info": 'info(${1:key}="${2:value}")',
}


def visible_names(
    document: Document,
    context: Context,
    expected: Type | None = None,
    is_statement: bool = False,
) -> Iterator[Item]:
    """Yield what can be named here; what fits the type ``expected`` comes first.

    Names are many, so those that do not fit what is begun are left out before more is asked.
    """
    schema = schema_around(document, context.start)
    assigned = _assigned(document, context)
    for name, symbol in visible(document, context.start).items():
        if not name or not has_in_order(name, context.prefix):
            continue
        if isinstance(symbol, ImportSymbol):
            yield _import(symbol, _GLOBAL)
            continue
        found = document.occurrences.declaration_of(symbol, schema)
        if found is None or found.kind in NO_VALUES:
            continue
        is_own_value = found.module is document.module and found.span in assigned
        if not (_is_being_written(found, context) or is_own_value):
            if not (is_statement and isinstance(symbol, BuiltinSymbol) and name != "print"):
                yield _named(name, symbol, found, document, expected)


def _is_being_written(found: Declaration, context: Context) -> bool:
    span = found.span
    return (
        span is not None
        and span.start <= context.start <= span.end
        and (span.file.text[span.start : span.end] == context.prefix)
    )


def _assigned(document: Document, context: Context) -> set[Span | None]:
    """Return the names whose value is being written; functions may call themselves."""
    names: list[nodes.Expr] = []
    for node in document.around(context.before) if context.before >= 0 else ():
        if isinstance(node, nodes.AssignStmt) and not isinstance(node.value, nodes.LambdaExpr):
            names += node.targets
        elif isinstance(node, nodes.SchemaAttr):
            names.append(node.name_node)
    return {name_span(name, document.module) for name in names}


def _named(
    name: str, symbol: Symbol, found: Declaration, document: Document, expected: Type | None
) -> Item:
    rank = _GLOBAL
    if isinstance(symbol, LocalSymbol):
        rank = _LOCAL
    elif isinstance(symbol, BuiltinSymbol):
        rank = _BUILTIN
    type_ = type_of(found, document.program) if rank != _BUILTIN else None
    if expected is not None and type_ is not None and _fits(type_, expected):
        rank = _FITTING
    kind = KINDS.get(found.kind, ItemKind.VARIABLE)
    if isinstance(type_, FunctionType):
        kind = ItemKind.FUNCTION
    is_called = kind is ItemKind.FUNCTION
    detail = "" if type_ is None or kind is ItemKind.SCHEMA else written(type_)
    return Item(
        name,
        kind,
        detail,
        f"{name.replace('$', chr(92) + '$')}($1)" if is_called else "",
        is_snippet=is_called,
        rank=rank,
        source=source_of(found),
    )


def _fits(type_: Type, expected: Type) -> bool:
    if isinstance(type_, SchemaType) and not type_.is_instance:
        return False
    return type_.word not in ("any", "none", "module") and assignable(type_, expected)


def schema_around(document: Document, offset: int) -> SchemaDefinition | None:
    """Return the schema whose body ``offset`` lies in."""
    for node in bodies_around(document, offset):
        if isinstance(node, (nodes.SchemaStmt, nodes.RuleStmt)):
            return document.package.types.schemas.get(node)
    return None


def arguments(document: Document, context: Context) -> Iterator[Item]:
    """Yield the names of the arguments that may be given here."""
    call = open_call(document, context.start)
    for param in () if call is None else call.missing:
        value = placeholder(param.type)
        yield Item(
            f"{param.name}=",
            ItemKind.ATTRIBUTE,
            parameter(param),
            f"{param.name}={value}",
            is_snippet=True,
            rank=_ARGUMENT,
        )


def inherited_attributes(document: Document, offset: int) -> Iterator[Item]:
    """Yield the attributes of the bases, which a schema may declare again."""
    statement = None
    for one in document.module.body:
        if isinstance(one, nodes.SchemaStmt) and one.start < offset:
            statement = one
    schema = None if statement is None else document.package.types.schemas.get(statement)
    if schema is None or schema.base is None:
        return
    for name, attribute in attributes_of(schema.base).items():
        if name not in schema.attributes:
            type_ = written(attribute.type)
            yield Item(
                name,
                ItemKind.ATTRIBUTE,
                f"{name}: {type_}",
                f"{name}: {type_} = $1".replace("{", "\\{") if "{" not in type_ else name,
                is_snippet="{" not in type_,
                rank=_FITTING,
                source=Source("attribute", name, schema.base.package, schema.base.name),
            )


def types(document: Document, context: Context, packages: Packages) -> Iterator[Item]:
    """Yield what may stand in an annotation."""
    yield from (Item(name, ItemKind.TYPE, rank=10) for name in _PRIMITIVES)
    kinds = (Kind.SCHEMA, Kind.MIXIN, Kind.PROTOCOL, Kind.ALIAS, Kind.RULE)
    yield from _globals(document, context, kinds, rank=20)
    yield from _imports(document, context)
    yield from packages.schemas(context, rank=60)


def schemas(document: Document, context: Context, packages: Packages) -> Iterator[Item]:
    """Yield what may stand behind the name of a schema: a base, a mixin, a protocol."""
    yield from _globals(document, context, (ROLES[context.place],), rank=10)
    yield from _imports(document, context)
    if context.place is Place.BASE:
        yield from packages.schemas(context, rank=60)


def _globals(
    document: Document, context: Context, kinds: tuple[Kind, ...], rank: int
) -> Iterator[Item]:
    found = document.occurrences.declarations.globals(document.package)
    last = len(document.text[: context.start].rstrip())
    for name, one in found.items():
        is_around = (
            one.node is not None
            and one.module is document.module
            and one.node.start <= last <= one.node.end
        )
        may_name_itself = context.place is Place.TYPE and one.kind is not Kind.ALIAS
        if name and one.kind in kinds and (may_name_itself or not is_around):
            yield Item(name, KINDS[one.kind], one.kind.value, rank=rank, source=source_of(one))


def _imports(document: Document, context: Context) -> Iterator[Item]:
    for name, symbol in document.package.model.imports[document.module].items():
        if name and symbol.target.kind.value == "package":
            yield _import(symbol, _LOCAL)


def _import(symbol: ImportSymbol, rank: int) -> Item:
    return Item(symbol.name, ItemKind.MODULE, f"import {symbol.target.path}", rank=rank)


def decorators() -> Iterator[Item]:
    """Yield the decorators that there are."""
    for name, snippet in _DECORATORS.items():
        yield Item(name, ItemKind.FUNCTION, "decorator", snippet, is_snippet=True)
