"""Which schemas the keys of config literals belong to, as the checker has compared them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kclpy.ide.members import member_type, schemas_of
from kclpy.semantics.checker.base import PackageTypes
from kclpy.syntax import nodes
from kclpy.types import SchemaDefinition, Type

_Key = tuple[nodes.Expr, SchemaDefinition]


def keys_of(found: Iterable[nodes.Node], package: PackageTypes) -> Iterator[_Key]:
    """Yield the keys in the configs among ``found``, each with a schema it may belong to.

    The nodes are those of a file of ``package``.
    """
    for node in found:
        expected = package.expected.get(node) if isinstance(node, nodes.ConfigExpr) else None
        if expected is not None and isinstance(node, nodes.ConfigExpr):
            for entry in _entries(node.entries):
                if entry.key is not None:
                    yield from _key(entry.key, expected)


def _key(key: nodes.Expr, expected: Type) -> Iterator[_Key]:
    """Yield the parts of a key, which may be a dotted name."""
    parts: Sequence[nodes.Expr] = nodes.dotted_name(key) or [key]
    type_: Type | None = expected
    for part in parts:
        if type_ is None:
            return
        for schema in schemas_of(type_):
            yield part, schema
        type_ = member_type(type_, part.id) if isinstance(part, nodes.Name) else None


def _entries(
    entries: Iterable[nodes.ConfigEntry | nodes.ConfigIfEntry],
) -> Iterator[nodes.ConfigEntry]:
    for entry in entries:
        if isinstance(entry, nodes.ConfigEntry):
            yield entry
        else:
            yield from _entries(entry.body)
            yield from _entries(entry.orelse)
