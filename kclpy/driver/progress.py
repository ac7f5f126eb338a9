"""Which part of an expression was evaluated last when the whole of it fails.

The reference engine notes a line whenever it begins with an expression, and reports the last
one (reference, 05 section 6).
"""

from __future__ import annotations

from collections.abc import Sequence

from kclpy.syntax import nodes


def last_part(node: nodes.Node) -> nodes.Node | None:
    """Return the innermost part of ``node`` that is evaluated last, None if it has no parts."""
    last = None
    part = _last_child(node)
    while part is not None:
        last = part
        if isinstance(part, nodes.SchemaExpr):
            break  # what its schema does comes after its own parts
        part = _last_child(part)
    return last


def _last_child(node: nodes.Node) -> nodes.Node | None:
    """Return the direct part of ``node`` whose evaluation begins last."""
    if isinstance(node, (nodes.ParenExpr, nodes.SelectorExpr, nodes.AsExpr, nodes.StarredExpr)):
        return node.value
    if isinstance(node, nodes.UnaryExpr):
        return node.operand
    if isinstance(node, nodes.BinaryExpr):
        return node.right
    if isinstance(node, nodes.CompareExpr):
        return node.operands[-1]
    if isinstance(node, nodes.SubscriptExpr):
        return node.index
    if isinstance(node, nodes.CallExpr):
        return _last_argument(node) or node.func
    if isinstance(node, nodes.SchemaExpr):
        return _last_child(node.config) or _last_argument(node)
    if isinstance(node, nodes.ListExpr):
        return node.elements[-1] if node.elements else None
    if isinstance(node, nodes.ConfigExpr):
        return _last_entry(node.entries)
    if isinstance(node, (nodes.AssignStmt, nodes.AugAssignStmt, nodes.ExprStmt)):
        return node.value
    if isinstance(node, (nodes.SchemaAttr, nodes.UnificationStmt)):
        return node.value
    return None


def _last_argument(node: nodes.CallExpr | nodes.SchemaExpr) -> nodes.Node | None:
    if node.keywords:
        return node.keywords[-1].value
    return node.args[-1] if node.args else None


def _last_entry(
    entries: Sequence[nodes.ConfigEntry | nodes.ConfigIfEntry],
) -> nodes.Node | None:
    """Return the value of the last entry with a key; unpacked values do not count."""
    for entry in reversed(entries):
        if isinstance(entry, nodes.ConfigEntry) and entry.key is not None:
            return entry.value
    return None
