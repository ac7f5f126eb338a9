"""Which symbols are read: everything a name denotes where it is not assigned or declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kclpy.semantics.model import PackageModel
from kclpy.semantics.symbols import Symbol
from kclpy.syntax import nodes
from kclpy.syntax.nodes import root_name

NodesByClass = Mapping[type[nodes.Node], Sequence[Any]]


class Reads:
    """The symbols of a package that something reads, and the names that are keys."""

    def __init__(self, files: Iterable[NodesByClass], model: PackageModel) -> None:
        written: set[nodes.Expr | None] = set()
        self.keys: set[str] = set()
        for found in files:
            written.update(map(root_name, _targets(found)))
            keys = (entry.key for entry in found.get(nodes.ConfigEntry, ()))
            self.keys.update(key.id for key in keys if isinstance(key, nodes.Name))
        self._symbols: set[Symbol] = set()
        for name, symbol in model.symbol_of.items():
            if name not in written:
                self._symbols.add(symbol)
                behind = model.variable_behind(symbol)
                if behind is not None:
                    self._symbols.add(behind)

    def has(self, symbol: Symbol) -> bool:
        """Tell whether ``symbol`` is read."""
        return symbol in self._symbols


def _targets(found: NodesByClass) -> Iterator[nodes.Expr]:
    """Yield what is given a value in a file."""
    for one in found.get(nodes.AssignStmt, ()):
        yield from one.targets
    for one in (*found.get(nodes.AugAssignStmt, ()), *found.get(nodes.UnificationStmt, ())):
        yield one.target
    for one in found.get(nodes.Param, ()):
        yield one.name
    for one in (*found.get(nodes.CompClause, ()), *found.get(nodes.QuantExpr, ())):
        yield from one.variables
