"""Imports that stand too low, are repeated, or are not used (reference, 05 section 7)."""

from __future__ import annotations

from collections.abc import Mapping

from kclpy.diagnostics import Diagnostics
from kclpy.diagnostics.warnings import MisplacedImport, RepeatedImport, UnusedImport
from kclpy.semantics.model import PackageModel
from kclpy.semantics.program import Package
from kclpy.semantics.symbols import ImportSymbol, Symbol
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker


def warn_of_imports(package: Package, diagnostics: Diagnostics) -> None:
    """Report the imports of each file that follow other statements, then repeated ones."""
    for module in package.modules:
        is_top = True
        for statement in module.body:
            if not isinstance(statement, nodes.ImportStmt):
                is_top = False
            elif not is_top:
                span = module.file.span(statement.start, statement.end)
                diagnostics.report(MisplacedImport(), span)
        seen: set[str] = set()
        for statement in _imports(module):
            if statement.path in seen:
                span = module.file.span(statement.start, statement.end)
                diagnostics.report(RepeatedImport(statement.bound_name), span)
            seen.add(statement.path)


def warn_of_unused_imports(package: Package, model: PackageModel, diagnostics: Diagnostics) -> None:
    """Report the imports of each file of which it selects nothing, name by name."""
    for module in package.modules:
        by_name: dict[str, list[nodes.ImportStmt]] = {}
        for statement in _imports(module):
            by_name.setdefault(statement.bound_name, []).append(statement)
        if not by_name:
            continue
        used = _Uses(model.symbol_of, set(by_name)).of(module)
        for name, statements in by_name.items():
            if name not in used:
                for statement in statements:
                    span = module.file.span(statement.start, statement.end)
                    diagnostics.report(UnusedImport(name), span)


def _imports(module: nodes.Module) -> list[nodes.ImportStmt]:
    return [one for one in module.body if isinstance(one, nodes.ImportStmt)]


class _Uses(Walker):
    """Collects the imports whose members a file names."""

    def __init__(self, symbol_of: Mapping[nodes.Name, Symbol], names: set[str]) -> None:
        self.symbol_of = symbol_of
        self.names = names
        self.used: set[str] = set()

    def of(self, module: nodes.Module) -> set[str]:
        self.visit_all(module.body)
        return self.used

    def visit_SelectorExpr(self, node: nodes.SelectorExpr) -> None:
        value = node.value
        if isinstance(value, nodes.Name):
            self._use(value)
        else:
            self.visit(value)

    def visit_NamedType(self, node: nodes.NamedType) -> None:
        if len(node.names) > 1:
            self._use(node.names[0])

    def _use(self, name: nodes.Name) -> None:
        """Note a name in front of a point, unless a parameter or variable hides the import."""
        symbol = self.symbol_of.get(name)
        if name.id in self.names and (symbol is None or isinstance(symbol, ImportSymbol)):
            self.used.add(name.id)
