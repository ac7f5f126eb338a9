"""Which parameters of lambdas and schemas nothing reads."""

from __future__ import annotations

from kclpy.linter.rule import Subject
from kclpy.semantics.symbols import ArgumentSymbol
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker

Function = nodes.LambdaExpr | nodes.SchemaStmt


def unread_parameters(subject: Subject, node: Function) -> list[nodes.Name]:
    """Return the names of the parameters of ``node`` that its body does not read.

    An attribute hides a parameter of its name, so that such a parameter gives the attribute its
    value only in the eyes of the reader; it is not among them.
    """
    if not node.params:
        return []
    if isinstance(node, nodes.LambdaExpr):
        symbols = [(param.name, subject.model.symbol_of.get(param.name)) for param in node.params]
        return [name for name, symbol in symbols if symbol and not subject.reads.has(symbol)]
    if node.kind == "mixin":
        return []  # what a host declares may be meant
    read = _Arguments(subject).of(node)
    attributes = subject.model.attributes.get(node, {})
    names = [param.name for param in node.params]
    return [name for name in names if name.id not in read and name.id not in attributes]


class _Arguments(Walker):
    """Collects the parameters of a schema that are read in it."""

    def __init__(self, subject: Subject) -> None:
        self.symbol_of = subject.model.symbol_of
        self.read: set[str] = set()

    def of(self, node: nodes.SchemaStmt) -> set[str]:
        self.visit(node)
        return self.read

    def visit_Name(self, node: nodes.Name) -> None:
        if isinstance(self.symbol_of.get(node), ArgumentSymbol):
            self.read.add(node.id)
