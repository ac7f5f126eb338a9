"""Emitting operators (reference, 02 section 2).

Most are calls of `runtime/operators`, which treat all values. Where the kinds of the operands
are known (`semantics/kinds`), Python's operator takes their place, with a test of the range
for ints. What may be None is no obstacle where Python refuses it in the same words:
`runtime/errors` turns its TypeError into the mistake of the program.
"""

from __future__ import annotations

import ast as pyast
from typing import NamedTuple

from kclpy.codegen import python as py
from kclpy.codegen.python import At
from kclpy.codegen.types import TypeEmitter
from kclpy.runtime import abi
from kclpy.semantics.kinds import UNKNOWN, Kind
from kclpy.syntax import nodes

_OPERATORS: dict[str, tuple[str, pyast.operator]] = {
    "+": ("add", pyast.Add()),
    "-": ("subtract", pyast.Sub()),
    "*": ("multiply", pyast.Mult()),
    "/": ("divide", pyast.Div()),
    "//": ("floor_divide", pyast.FloorDiv()),
    "%": ("modulo", pyast.Mod()),
    "**": ("power", pyast.Pow()),
    "<<": ("shift_left", pyast.LShift()),
    ">>": ("shift_right", pyast.RShift()),
    "&": ("bit_and", pyast.BitAnd()),
    "^": ("bit_xor", pyast.BitXor()),
    "|": ("union", pyast.BitOr()),
}
_COMPARISONS: dict[str, tuple[str, pyast.cmpop]] = {
    "==": ("equal", pyast.Eq()),
    "!=": ("not_equal", pyast.NotEq()),
    "is": ("equal", pyast.Eq()),
    "is not": ("not_equal", pyast.NotEq()),
    "<": ("less", pyast.Lt()),
    "<=": ("less_equal", pyast.LtE()),
    ">": ("greater", pyast.Gt()),
    ">=": ("greater_equal", pyast.GtE()),
    "in": ("contains", pyast.In()),
    "not in": ("not_contains", pyast.NotIn()),
}
_EQUALITY = ("==", "!=", "is", "is not")
_ORDER = ("<", "<=", ">", ">=")
_UNARY = {"+": "plus", "-": "negate", "~": "invert"}

# The operators whose results may leave the range of an int, and who says so.
_TOO_LARGE = {"+": "too_large", "*": "too_large", "-": "too_large_difference"}


class Operand(NamedTuple):
    """The code of an operand, and what is known of its value."""

    code: pyast.expr
    kind: Kind


class OperatorEmitter(TypeEmitter):
    """Emits operators and comparisons."""

    def operand(self, node: nodes.Expr) -> Operand:
        """Return an expression as an operand.

        Finding out what is known takes longer than code gains by it that runs once.
        """
        kind = UNKNOWN if self.runs_once else self.kinds.of(node)
        return Operand(self.expr(node), kind)

    def visit_ParenExpr(self, node: nodes.ParenExpr) -> pyast.expr:
        return self.expr(node.value)

    def visit_UnaryExpr(self, node: nodes.UnaryExpr) -> pyast.expr:
        at = self.at(node)
        operand = node.operand
        if node.op == "-" and isinstance(operand, nodes.NumberLit) and not operand.suffix:
            return py.constant(abi.negate(abi.wrap_literal(operand.value)), at)
        value = self.expr(operand)
        if node.op == "not":
            return py.negation(value, at)
        return py.call(_UNARY[node.op], [value], at)

    def visit_BinaryExpr(self, node: nodes.BinaryExpr) -> pyast.expr:
        at = self.at(node)
        if node.op == "and":
            return py.both([self.expr(node.left), self.expr(node.right)], at)
        if node.op == "or":
            return py.either([self.expr(node.left), self.expr(node.right)], at)
        return self.operation(node.op, self.operand(node.left), self.operand(node.right), at)

    def operation(self, op: str, left: Operand, right: Operand, at: At) -> pyast.expr:
        """Return ``left op right``."""
        function, python = _OPERATORS[op]
        checks_range = self.package.is_strict and op in "+-*"
        if not checks_range and _is_plain(op, left, right):
            return py.binary(left.code, python, right.code, at)
        is_int = left.kind.type is int and right.kind.type is int
        if is_int and op in _TOO_LARGE and not checks_range:
            result = py.binary(left.code, python, right.code, at)
            return py.in_range(result, abi.INT_MIN, abi.INT_MAX, _TOO_LARGE[op], at)
        return py.call(function, [left.code, right.code], at)

    def visit_CompareExpr(self, node: nodes.CompareExpr) -> pyast.expr:
        at = self.at(node)
        operands = [self.operand(node.left), *map(self.operand, node.operands)]
        links = zip(node.ops, operands, operands[1:], strict=False)
        if all(_is_plain_comparison(*link) for link in links):
            first, *others = [operand.code for operand in operands]
            return py.compare_chain(first, [_COMPARISONS[op][1] for op in node.ops], others, at)
        left, tests = operands[0], []
        for op, right in zip(node.ops, operands[1:], strict=True):
            if right is operands[-1]:
                tests.append(self._compare(op, left, right, at))
            else:
                shared = self.temporary()
                kept = Operand(py.walrus(shared, right.code, at), right.kind)
                tests.append(self._compare(op, left, kept, at))
                left = Operand(py.name(shared, at), right.kind)
        return tests[0] if len(tests) == 1 else py.both(tests, at)

    def _compare(self, op: str, left: Operand, right: Operand, at: At) -> pyast.expr:
        function, python = _COMPARISONS[op]
        if op in _EQUALITY and py.is_none(right.code) and not isinstance(left.code, pyast.Constant):
            is_same = pyast.Is() if op in ("==", "is") else pyast.IsNot()
            return py.compare(left.code, is_same, right.code, at)
        if _is_plain_comparison(op, left, right):
            return py.compare(left.code, python, right.code, at)
        return py.call(function, [left.code, right.code], at)


def _is_plain(op: str, left: Operand, right: Operand) -> bool:
    """Return whether Python's operator does what KCL's does, in range and with its errors."""
    kinds = left.kind.type, right.kind.type
    if op == "+":
        if kinds in ((str, str), (list, list)):
            return right.kind.is_certain
        return kinds == (float, float)
    if op in ("-", "*"):
        return kinds in ((float, float), (int, float), (float, int))
    if op == "/":
        return left.kind.type in (int, float) and _is_positive(right.code)
    if op in ("//", "%"):
        return kinds == (int, int) and _is_positive(right.code)
    if op in ("&", "^"):
        return kinds == (int, int)
    return op == "|" and kinds == (int, int) and left.kind.is_certain and right.kind.is_certain


def _is_positive(code: pyast.expr) -> bool:
    if not isinstance(code, pyast.Constant):
        return False
    value = code.value
    return isinstance(value, (int, float)) and value > 0 and value is not True


def _is_plain_comparison(op: str, left: Operand, right: Operand) -> bool:
    """Return whether Python compares these operands as KCL does, with its errors."""
    kind, other = left.kind.type, right.kind.type
    if op in _ORDER:
        return kind is other and kind in (int, float, str)
    if op in _EQUALITY:
        if kind is other and kind in (int, float, str, bool):
            return True
        return str in (kind, other)
    return False
