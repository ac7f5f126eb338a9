"""Operators: their levels, and how a row of operands and operators becomes a tree.

All operators are left-associative. Comparisons that meet in the same loop form one chain
(reference, 01 section 8).
"""

from __future__ import annotations

from kclpy.syntax import nodes

LEVELS = {
    "as": 1,
    "or": 2,
    "and": 3,
    "==": 4,
    "!=": 4,
    "in": 5,
    "not in": 5,
    "is": 6,
    "is not": 6,
    "<": 7,
    ">": 7,
    "<=": 7,
    ">=": 7,
    "|": 8,
    "^": 9,
    "&": 10,
    "<<": 11,
    ">>": 11,
    "+": 12,
    "-": 12,
    "*": 13,
    "/": 13,
    "%": 13,
    "//": 13,
    "**": 14,
}
_COMPARISONS = range(4, 8)


def fold(operands: list[nodes.Expr], ops: list[str]) -> nodes.Expr:
    """Return the tree of ``operands`` with the operators ``ops`` between them."""
    if len(ops) == 1:
        return _binary(operands[0], ops[0], operands[1])
    return _Folding(operands, ops).run(0)


def _binary(left: nodes.Expr, op: str, right: nodes.Expr) -> nodes.Expr:
    level = LEVELS[op]
    if level in _COMPARISONS:
        return nodes.CompareExpr(left.start, right.end, left, [op], [right])
    if level == 1:
        return nodes.AsExpr(left.start, right.end, left, right)
    return nodes.BinaryExpr(left.start, right.end, left, op, right)


class _Folding:
    """Precedence climbing; no deeper than there are levels."""

    def __init__(self, operands: list[nodes.Expr], ops: list[str]) -> None:
        self.operands = operands
        self.ops = ops
        self.index = 0

    def run(self, minimum: int) -> nodes.Expr:
        """Return the tree of what binds tighter than ``minimum``."""
        left = self.operands[self.index]
        chain: nodes.CompareExpr | None = None
        while self.index < len(self.ops):
            op = self.ops[self.index]
            level = LEVELS[op]
            if level <= minimum:
                break
            self.index += 1
            right = self.run(level)
            if chain is not None and level in _COMPARISONS:
                chain.ops.append(op)
                chain.operands.append(right)
                chain.end = right.end
                continue
            left = _binary(left, op, right)
            chain = left if isinstance(left, nodes.CompareExpr) else None
        return left
