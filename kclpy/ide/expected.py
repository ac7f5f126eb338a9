"""Which schema the keys of a config literal belong to.

The checker compares configs with what is expected of them while it walks, and keeps nothing of
that. This goes the same way again for those who look for the uses of an attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kclpy.semantics.checker import Types
from kclpy.semantics.checker.base import PackageTypes
from kclpy.syntax import nodes
from kclpy.types import DictType, ListType, SchemaDefinition, SchemaType, Type, UnionType

_Key = tuple[nodes.Expr, SchemaDefinition]


def keys_of(found: Iterable[nodes.Node], types: Types, package: PackageTypes) -> Iterator[_Key]:
    """Yield the keys in the configs of ``found`` nodes, each with a schema it may belong to.

    The nodes are those of a file of ``package``.
    """
    for node in found:
        if isinstance(node, nodes.SchemaExpr):
            yield from _config(node.config, types.type_of(node))
        elif isinstance(node, nodes.AssignStmt):
            for target in node.targets:
                yield from _value(node.value, types.type_of(target))
        elif isinstance(node, nodes.SchemaStmt):
            yield from _defaults(node, package.schemas[node])


def _defaults(node: nodes.SchemaStmt, schema: SchemaDefinition) -> Iterator[_Key]:
    """Yield the keys in the defaults that the attributes of a schema have."""
    for statement in node.body:
        if isinstance(statement, nodes.SchemaAttr) and statement.value is not None:
            attribute = schema.attribute(statement.name)
            yield from _value(statement.value, None if attribute is None else attribute.type)


def _value(value: nodes.Expr, expected: Type | None) -> Iterator[_Key]:
    """Yield the keys within a value that is put where ``expected`` is declared."""
    if isinstance(value, nodes.ConfigExpr):
        yield from _config(value, expected)
    elif isinstance(value, nodes.ListExpr) and isinstance(expected, ListType):
        for item in value.elements:
            if isinstance(item, nodes.Expr):
                yield from _value(item, expected.item)
    elif isinstance(value, nodes.ParenExpr):
        yield from _value(value.value, expected)
    elif isinstance(value, nodes.IfExpr):
        yield from _value(value.body, expected)
        yield from _value(value.orelse, expected)


def _config(config: nodes.Expr, expected: Type | None) -> Iterator[_Key]:
    if not isinstance(config, nodes.ConfigExpr) or expected is None:
        return
    if isinstance(expected, UnionType):
        for member in expected.members:
            yield from _config(config, member)
        return
    for entry in _entries(config.entries):
        if isinstance(expected, DictType):
            yield from _value(entry.value, expected.value())
        elif isinstance(expected, SchemaType) and entry.key is not None:
            yield from _member(entry.key, entry.value, expected.definition)


def _member(key: nodes.Expr, value: nodes.Expr, schema: SchemaDefinition) -> Iterator[_Key]:
    """Yield the keys of ``key: value``, where the key may be a dotted name."""
    names: Sequence[nodes.Expr] = nodes.dotted_name(key) or [key]
    owner: SchemaDefinition | None = schema
    type_: Type | None = None
    for name in names:
        if owner is None:
            return
        yield name, owner
        word = name.id if isinstance(name, nodes.Name) else getattr(name, "value", None)
        attribute = owner.attribute(word) if isinstance(word, str) else None
        type_ = None if attribute is None else attribute.type
        owner = type_.definition if isinstance(type_, SchemaType) else None
    yield from _value(value, type_)


def _entries(
    entries: Iterable[nodes.ConfigEntry | nodes.ConfigIfEntry],
) -> Iterator[nodes.ConfigEntry]:
    for entry in entries:
        if isinstance(entry, nodes.ConfigEntry):
            yield entry
        else:
            yield from _entries(entry.body)
            yield from _entries(entry.orelse)
