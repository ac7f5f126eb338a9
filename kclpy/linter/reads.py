"""Which symbols are read: everything a name denotes where it is not assigned or declared."""

from __future__ import annotations

from collections.abc import Iterable

from kclpy.semantics.model import PackageModel
from kclpy.semantics.symbols import Symbol
from kclpy.syntax import nodes
from kclpy.syntax.nodes import root_name
from kclpy.syntax.visitor import Walker


class Reads:
    """The symbols of a package that something reads, and the names that are keys."""

    def __init__(self, modules: Iterable[nodes.Module], model: PackageModel) -> None:
        writes = _Writes()
        for module in modules:
            writes.visit_all(module.body)
        self.keys = writes.keys
        self._symbols: set[Symbol] = set()
        for name, symbol in model.symbol_of.items():
            if name not in writes.names:
                self._symbols.add(symbol)
                behind = model.variable_behind(symbol)
                if behind is not None:
                    self._symbols.add(behind)

    def has(self, symbol: Symbol) -> bool:
        """Tell whether ``symbol`` is read."""
        return symbol in self._symbols


class _Writes(Walker):
    """Collects the names that are given a value, and the identifiers that are config keys."""

    def __init__(self) -> None:
        self.names: set[nodes.Name] = set()
        self.keys: set[str] = set()

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> None:
        for target in node.targets:
            self._write(target)
        self.descend(node)

    def visit_AugAssignStmt(self, node: nodes.AugAssignStmt) -> None:
        self._write(node.target)
        self.descend(node)

    def visit_UnificationStmt(self, node: nodes.UnificationStmt) -> None:
        self._write(node.target)
        self.descend(node)

    def visit_Param(self, node: nodes.Param) -> None:
        self.names.add(node.name)
        self.descend(node)

    def visit_CompClause(self, node: nodes.CompClause) -> None:
        self._write_all(node.variables)
        self.descend(node)

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> None:
        self._write_all(node.variables)
        self.descend(node)

    def visit_ConfigEntry(self, node: nodes.ConfigEntry) -> None:
        if isinstance(node.key, nodes.Name):
            self.keys.add(node.key.id)
        self.descend(node)

    def _write_all(self, targets: list[nodes.Expr]) -> None:
        for target in targets:
            self._write(target)

    def _write(self, target: nodes.Expr) -> None:
        name = root_name(target)
        if name is not None:
            self.names.add(name)
