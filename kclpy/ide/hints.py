"""Hints between the lines: types that are not written, and names of arguments."""

from __future__ import annotations

from typing import NamedTuple

from kclpy.ide.document import Document
from kclpy.ide.expectation import called
from kclpy.ide.texts import written
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker
from kclpy.types import ANY, FunctionType, Type

# Longer types hide the program.
_LONG = 40

# Values whose type everybody sees.
_PLAIN = (
    nodes.SchemaExpr,
    nodes.LambdaExpr,
    nodes.StringLit,
    nodes.JoinedString,
    nodes.NumberLit,
    nodes.ConstantLit,
    nodes.ConfigExpr,
    nodes.ListExpr,
    nodes.AsExpr,
)


class Hint(NamedTuple):
    """A text that is shown at ``offset``; ``is_type`` tells a type from the name of an argument."""

    offset: int
    text: str
    is_type: bool


def hints(document: Document, start: int, end: int) -> list[Hint]:
    """Return the hints between two offsets."""
    finder = _Finder(document, start, end)
    finder.visit_all(document.module.body)
    return sorted(one for one in finder.found if start <= one.offset <= end)


def _is_built_in(function: FunctionType) -> bool:
    """Tell whether a function comes along; what its one argument is everybody knows."""
    return all(param.place is None for param in function.params)


class _Finder(Walker):
    def __init__(self, document: Document, start: int, end: int) -> None:
        self.document = document
        self.start = start
        self.end = end
        self.found: list[Hint] = []

    def visit(self, node: nodes.Node) -> None:
        if node.start <= self.end and self.start <= node.end:
            super().visit(node)

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> None:
        target = node.targets[0] if len(node.targets) == 1 else None
        is_clear = node.annotation is not None or isinstance(node.value, _PLAIN)
        if isinstance(target, nodes.Name) and not is_clear:
            self._type(target.end, self.document.type_of(target))
        self.descend(node)

    def _type(self, offset: int, type_: Type) -> None:
        text = written(type_)
        if type_ is not ANY and len(text) <= _LONG:
            self.found.append(Hint(offset, f": {text}", True))

    def visit_CompClause(self, node: nodes.CompClause) -> None:
        for variable in node.variables:
            self._type(variable.end, self.document.type_of(variable))
        self.descend(node)

    def visit_CallExpr(self, node: nodes.CallExpr) -> None:
        self._arguments(node.args, node.func)
        self.descend(node)

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> None:
        self._arguments(node.args, node.name)
        self.descend(node)

    def _arguments(self, args: list[nodes.Expr], callee: nodes.Expr) -> None:
        function = called(self.document, callee) if args else None
        if function is None or (len(args) == 1 and _is_built_in(function)):
            return
        for arg, param in zip(args, function.params, strict=False):
            names = nodes.dotted_name(arg)
            is_said = names is not None and names[-1].id == param.name
            if param.name and not is_said:
                self.found.append(Hint(arg.start, f"{param.name}=", False))
