"""Values that are written out."""

from __future__ import annotations

from kclpy.syntax import nodes


def same_literal(one: nodes.Expr, other: nodes.Expr) -> bool:
    """Tell whether two expressions are literals of the same value and kind."""
    value = _value(one)
    return value is not None and value == _value(other)


def _value(node: nodes.Expr) -> tuple[object, ...] | None:
    """Return the kind and the value of a literal, None for anything else."""
    if isinstance(node, nodes.ParenExpr):
        return _value(node.value)
    if isinstance(node, nodes.StringLit):
        return str, node.value
    if isinstance(node, nodes.NumberLit):
        return type(node.value), node.value, node.suffix
    if isinstance(node, nodes.ConstantLit):
        return bool, node.name
    if isinstance(node, nodes.UnaryExpr) and isinstance(node.operand, nodes.NumberLit):
        return node.op, _value(node.operand)
    return None
