"""Values: what fits the type that is expected."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.ide.completion.context import Context
from kclpy.ide.completion.items import Item, ItemKind, Source
from kclpy.ide.completion.keys import attributes_of
from kclpy.ide.completion.packages import Packages
from kclpy.ide.completion.snippets import placeholder
from kclpy.ide.document import Document
from kclpy.syntax.unparse import quoted
from kclpy.types import (
    DictType,
    ListType,
    LiteralType,
    SchemaDefinition,
    SchemaType,
    Type,
    UnionType,
)

_LITERAL, _MADE = 5, 8
# So many members of a union are proposed.
_MOST = 500


def values(
    document: Document, context: Context, expected: Type | None, packages: Packages
) -> Iterator[Item]:
    """Yield values of the type ``expected``: literals, instances, empty containers."""
    for type_ in members_of(expected):
        if isinstance(type_, LiteralType):
            value = type_.value
            text = quoted(value) if isinstance(value, str) else str(value)
            yield Item(text, ItemKind.VALUE, rank=_LITERAL)
        elif type_.word == "bool":
            yield Item("True", ItemKind.CONSTANT, rank=_LITERAL)
            yield Item("False", ItemKind.CONSTANT, rank=_LITERAL)
        elif type_.word == "str":
            yield Item('"…"', ItemKind.SNIPPET, insert='"$1"', is_snippet=True, rank=_MADE)
        elif isinstance(type_, SchemaType):
            yield from _instances(document, type_.definition, packages)
        elif isinstance(type_, ListType):
            yield Item("[…]", ItemKind.SNIPPET, insert="[$1]", is_snippet=True, rank=_MADE)
        elif isinstance(type_, DictType):
            yield Item("{…}", ItemKind.SNIPPET, insert="{$1}", is_snippet=True, rank=_MADE)
    yield Item("None", ItemKind.CONSTANT, rank=60)
    if expected is None:
        yield Item("True", ItemKind.CONSTANT, rank=60)
        yield Item("False", ItemKind.CONSTANT, rank=60)
        yield Item("Undefined", ItemKind.CONSTANT, rank=85)


def texts(expected: Type | None) -> Iterator[Item]:
    """Yield the texts that may stand in the quotes that are open."""
    for type_ in members_of(expected):
        if isinstance(type_, LiteralType) and isinstance(type_.value, str):
            yield Item(type_.value, ItemKind.VALUE, rank=_LITERAL)


def members_of(type_: Type | None) -> list[Type]:
    """Return the members of a union, or the one type itself; none of nothing."""
    if type_ is None:
        return []
    return list(type_.members[:_MOST]) if isinstance(type_, UnionType) else [type_]


def _instances(document: Document, schema: SchemaDefinition, packages: Packages) -> Iterator[Item]:
    """Yield the making of an instance of ``schema``, with the attributes it must have."""
    name, imported = packages.name_of(schema.package, schema.name)
    required = [
        (key, attribute)
        for key, attribute in attributes_of(schema).items()
        if not (attribute.is_optional or attribute.has_default)
        and not isinstance(attribute.type, LiteralType)
    ]
    lines = "".join(
        f"\n    {key} = {placeholder(attribute.type, number)}"
        for number, (key, attribute) in enumerate(required, 1)
    )
    body = f"{lines}\n" if lines else "$1"
    yield Item(
        f"{name} {{…}}",
        ItemKind.SCHEMA,
        "a new instance",
        f"{name} {{{body}}}",
        is_snippet=True,
        rank=_MADE,
        source=Source("global", schema.name, schema.package),
        imported=imported,
    )
