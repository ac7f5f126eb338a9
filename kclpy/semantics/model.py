"""The semantic model: what is known about a package beyond its text."""

from __future__ import annotations

from collections.abc import Mapping

from kclpy.semantics.program import Package
from kclpy.semantics.scopes import ModuleScope, Scope
from kclpy.semantics.symbols import (
    ArgumentSymbol,
    AttributeSymbol,
    GlobalSymbol,
    HostSymbol,
    ImportSymbol,
    LocalSymbol,
    Symbol,
)
from kclpy.semantics.unification import Unification, find_unifications, schema_expr
from kclpy.syntax import nodes


class PackageModel:
    """Tables keyed by nodes, filled by the resolver and read by everything after it."""

    def __init__(self, package: Package) -> None:
        self.package = package
        # Statements that count as one; keyed by each of them.
        self.unifications = find_unifications(package.modules)
        # Every global of the package, in the order of first appearance.
        self.globals: dict[str, Symbol] = {}
        self.imports: dict[nodes.Module, dict[str, ImportSymbol]] = {}
        self.scopes: dict[nodes.Module, ModuleScope] = {}
        # What a name denotes. A key of a config literal stands here only if it is computed.
        self.symbol_of: dict[nodes.Name, Symbol] = {}
        # Where names are looked up within a node that has a scope of its own; a loop's is in
        # force behind its clause.
        self.scope_of: dict[nodes.Node, Scope] = {}
        # The local variable that a config entry makes for the entries after it.
        self.key_symbols: dict[nodes.ConfigEntry, LocalSymbol] = {}
        self.unified_configs = {schema_expr(statement).config for statement in self.unifications}
        # All names that the bodies of a schema, its bases and its mixins declare.
        self.attributes: dict[nodes.SchemaStmt | nodes.RuleStmt, Mapping[str, AttributeSymbol]] = {}
        # The globals, schemas and aliases that the text of a top-level statement mentions.
        self.mentions: dict[nodes.Stmt, dict[Symbol, None]] = {}

    def variable_behind(self, symbol: Symbol) -> GlobalSymbol | None:
        """Return the global that a read of an attribute or argument sees if that is unset."""
        if not isinstance(symbol, (AttributeSymbol, ArgumentSymbol, HostSymbol)):
            return None
        found = self.globals.get(symbol.name)
        return found if isinstance(found, GlobalSymbol) else None

    def unification(self, statement: nodes.Stmt) -> Unification | None:
        """Return what ``statement`` is merged with, if anything."""
        return self.unifications.get(statement)

    def is_merged_away(self, statement: nodes.Stmt) -> bool:
        """Return whether ``statement`` counts as a part of a later one."""
        unification = self.unifications.get(statement)
        return unification is not None and unification.parts[-1][1] is not statement
