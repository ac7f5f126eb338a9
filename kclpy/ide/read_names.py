"""Which names statements read, as far as their text alone tells.

What they denote is not asked, so names of inner scopes are among them.
"""

from __future__ import annotations

from collections.abc import Iterable

from kclpy.syntax import nodes
from kclpy.syntax.nodes import dotted_name
from kclpy.syntax.visitor import Walker


def read_names(statements: Iterable[nodes.Stmt]) -> set[str]:
    """Return the names that ``statements`` may read, and perhaps some that they only write."""
    reader = _Reader()
    reader.visit_all(statements)
    return reader.found


class _Reader(Walker):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_Name(self, node: nodes.Name) -> None:
        self.found.add(node.id)

    def visit_SelectorExpr(self, node: nodes.SelectorExpr) -> None:
        self.visit(node.value)

    def visit_Keyword(self, node: nodes.Keyword) -> None:
        self.visit(node.value)

    def visit_DictComp(self, node: nodes.DictComp) -> None:
        self.visit_all(node.clauses)
        self.descend(node.entry)  # here a name is no key

    def visit_ConfigEntry(self, node: nodes.ConfigEntry) -> None:
        if node.key is not None and dotted_name(node.key) is None:
            self.visit(node.key)
        self.visit(node.value)
