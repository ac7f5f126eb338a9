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
            for entry in entries_of(node.entries):
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


def entries_of(
    entries: Iterable[nodes.ConfigEntry | nodes.ConfigIfEntry],
) -> Iterator[nodes.ConfigEntry]:
    """Yield the entries of a config, conditional ones as well."""
    for entry in entries:
        if isinstance(entry, nodes.ConfigEntry):
            yield entry
        else:
            yield from entries_of(entry.body)
            yield from entries_of(entry.orelse)
