"""What every name of a file refers to: one table, which all features read.

Symbols come from the resolver and types from the checker; nothing is looked up a second time
by other rules. A statement is looked through (`finder`) when one of its names is asked about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from threading import RLock

from kclpy.ide.checked import CheckedPackage
from kclpy.ide.declarations import Declaration, Declarations
from kclpy.ide.finder import Finder, Occurrence
from kclpy.ide.program import LoadedProgram
from kclpy.semantics.symbols import LocalSymbol, Symbol
from kclpy.syntax import nodes
from kclpy.syntax.recursion import deep_recursion
from kclpy.types import SchemaDefinition


class Occurrences:
    """The names of a file."""

    def __init__(self, finder: Finder) -> None:
        self.declarations = finder.declarations
        self._finder = finder
        self._found: dict[nodes.Stmt, list[Occurrence]] = {}
        self._finding = RLock()

    @cached_property
    def all(self) -> list[Occurrence]:
        """All names, in the order of the text."""
        found = [one for statement in self._statements for one in self._within(statement)]
        return sorted(found, key=lambda one: one.span.start)

    def declaration_of(
        self, symbol: Symbol, schema: SchemaDefinition | None = None
    ) -> Declaration | None:
        """Return where ``symbol`` is declared, as it is seen from the body of ``schema``."""
        with self._finding:
            if isinstance(symbol, LocalSymbol):
                for statement in self._statements:  # a local is known once its statement is
                    if symbol in self._finder.denoted.locals:
                        break
                    if not isinstance(statement, nodes.ImportStmt):
                        self._within(statement)
            return self._finder.declaration_of(symbol, schema)

    def __iter__(self) -> Iterator[Occurrence]:
        return iter(self.all)

    def of_import(self, statement: nodes.ImportStmt) -> list[Occurrence]:
        """Return where the name is used that an import binds."""
        return [
            one
            for one in self
            if one.declaration.node is statement and one.span.start >= statement.end
        ]

    def at(self, offset: int) -> Occurrence | None:
        """Return the name at ``offset``, or the one that ends there."""
        place = bisect_right(self._statements, offset, key=lambda one: one.start) - 1
        if place < 0:
            return None
        found = self._within(self._statements[place])
        index = bisect_right(found, offset, key=lambda one: one.span.start) - 1
        if index < 0 or found[index].span.end < offset:
            return None
        return found[index]

    @property
    def _statements(self) -> list[nodes.Stmt]:
        return self._finder.module.body

    def _within(self, statement: nodes.Stmt) -> list[Occurrence]:
        """Return the names of a top-level statement, in the order of the text."""
        with self._finding, deep_recursion():
            if statement not in self._found:
                for one in self._finder.together(statement):
                    unique = {found.span.start: found for found in reversed(self._finder.walk(one))}
                    self._found[one] = sorted(unique.values(), key=lambda found: found.span.start)
            return self._found[statement]


def find_occurrences(
    module: nodes.Module, package: CheckedPackage, program: LoadedProgram
) -> Occurrences:
    """Return the names of ``module``, which is a file of ``package``."""
    return Occurrences(Finder(module, package, Declarations(program)))
