"""Whether it may be noticed how often a value is evaluated."""

from __future__ import annotations

from kclpy.builtins.declare import Builtin
from kclpy.ide.document import Document
from kclpy.syntax import nodes
from kclpy.syntax.recursion import deep_recursion
from kclpy.syntax.visitor import Walker


def has_effects(document: Document, value: nodes.Node) -> bool:
    """Return whether ``value`` does something, or may be another one when it is asked again.

    Of functions of the user and of bodies of schemas nothing is known.
    """
    finder = _Effects(document)
    with deep_recursion():
        finder.visit(value)
    return finder.are_possible


class _Effects(Walker):
    def __init__(self, document: Document) -> None:
        self.document = document
        self.are_possible = False

    def visit_CallExpr(self, node: nodes.CallExpr) -> None:
        if self._is_steady(node.func):
            self.visit(node.func)
            self.visit_all(node.args)
            self.visit_all(node.keywords)
        else:
            self.are_possible = True

    def _is_steady(self, function: nodes.Expr) -> bool:
        one = self.document.occurrences.at(function.end)
        builtin = None if one is None else one.declaration.builtin
        return isinstance(builtin, Builtin) and builtin.is_steady

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> None:
        self.are_possible = True

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> None:
        """The body runs when it is called."""
