"""What symbols of the resolver stand for, seen from one file.

Symbols of the package lead to its declarations; the names that a file or a statement alone
knows are declared here, where they stand.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from kclpy.builtins import registry
from kclpy.ide.checked import CheckedPackage
from kclpy.ide.declarations import Declaration, Declarations, Kind, builtin_declaration, name_span
from kclpy.semantics.program import Import, ImportKind
from kclpy.semantics.symbols import (
    AliasSymbol,
    ArgumentSymbol,
    AttributeSymbol,
    BuiltinSymbol,
    GlobalSymbol,
    ImportSymbol,
    IndexKeySymbol,
    LocalSymbol,
    SchemaSymbol,
    Symbol,
)
from kclpy.syntax import nodes
from kclpy.types import SchemaDefinition


class Denoted:
    """The declarations that a file sees; ``locals`` fill while its statements are walked."""

    def __init__(
        self, module: nodes.Module, package: CheckedPackage, declarations: Declarations
    ) -> None:
        self.module = module
        self.package = package
        self.declarations = declarations
        self.locals: dict[Symbol, Declaration] = {}

    def by(self, symbol: Symbol | None, schema: SchemaDefinition | None) -> Declaration | None:
        """Return what ``symbol`` stands for in the body of ``schema``."""
        match symbol:
            case GlobalSymbol() | SchemaSymbol() | AliasSymbol():
                return self.declarations.globals(self.package).get(symbol.name)
            case AttributeSymbol():
                if schema is not None:
                    return self.declarations.attribute(schema, symbol.name)
            case ArgumentSymbol(param=param):
                return self.declared(Kind.PARAMETER, param.name, param.name.id, param)
            case IndexKeySymbol(node=name):
                return self.declared(Kind.PARAMETER, name, name.id, name)
            case LocalSymbol():
                return self.locals.get(symbol)
            case ImportSymbol():
                statement = self._imports.get(symbol.name)
                return None if statement is None else self.imported(statement)
            case BuiltinSymbol():
                return builtin_declaration(registry.universe().get(symbol.name))
        return None

    def declared(self, kind: Kind, place: nodes.Expr, name: str, node: nodes.Node) -> Declaration:
        """Return the declaration of ``name``, which is written at ``place``."""
        span = name_span(place, self.module)
        return Declaration(kind, name, (span.file.path, span.start), span, node, self.module)

    def imported(self, node: nodes.ImportStmt) -> Declaration:
        """Return the declaration of the name that an import of this file binds."""
        target = self.package.package.imports.get(node, Import(ImportKind.MISSING, node.path))
        place = node.alias or last_part(node)
        return replace(
            self.declared(Kind.IMPORT, place, node.bound_name, node),
            target=self.declarations.package(target),
            package=target.path,
        )

    @cached_property
    def _imports(self) -> dict[str, nodes.ImportStmt]:
        """The imports of this file by the name that they bind; the first one counts."""
        found: dict[str, nodes.ImportStmt] = {}
        for statement in self.module.body:
            if isinstance(statement, nodes.ImportStmt):
                found.setdefault(statement.bound_name, statement)
        return found


def last_part(node: nodes.ImportStmt) -> nodes.Name:
    """Return the last part of the path of an import, as a name."""
    name = node.path.rpartition(".")[2]
    return nodes.Name(node.path_end - len(name), node.path_end, name)
