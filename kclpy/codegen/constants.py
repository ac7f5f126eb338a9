"""Values that a program writes out in full: they are data of the code unit and need no code.

Files of settings consist of them. A constant is what `marshal` can write: a config is the
tuple of its entries and their operators, and the loader makes a config of it.
"""

from __future__ import annotations

from typing import Any, Final

from kclpy.runtime import abi
from kclpy.syntax import nodes

_OPS: Final = {":": abi.UNION, "=": abi.OVERRIDE, "+=": abi.INSERT}
_WORDS: Final = {"True": True, "False": False, "None": None}


class NotConstant(Exception):
    """The value of an expression is not written out."""


def constant_of(node: nodes.Expr) -> Any:
    """Return the value that is written out in ``node``; raises `NotConstant`."""
    if isinstance(node, nodes.StringLit):
        return node.value
    if isinstance(node, nodes.NumberLit) and not node.suffix:
        return abi.wrap_literal(node.value)
    if isinstance(node, nodes.UnaryExpr) and node.op == "-":
        number = constant_of(node.operand)
        if type(number) in (int, float):
            return abi.negate(number)
    if isinstance(node, nodes.ConstantLit) and node.name in _WORDS:
        return _WORDS[node.name]
    if isinstance(node, nodes.ListExpr):
        return [constant_of(element) for element in node.elements]
    if isinstance(node, nodes.ConfigExpr):
        return _config(node)
    raise NotConstant


def _config(node: nodes.ConfigExpr) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the entries of a config, and the operators of those that do not just merge."""
    entries: dict[str, Any] = {}
    ops: dict[str, int] = {}
    for entry in node.entries:
        if not isinstance(entry, nodes.ConfigEntry):
            raise NotConstant
        key = _key(entry.key)
        if key in entries:  # it is merged with the one before
            raise NotConstant
        entries[key] = constant_of(entry.value)
        if entry.op != ":":
            ops[key] = _OPS[entry.op]
    return entries, ops


def _key(key: nodes.Expr | None) -> str:
    if isinstance(key, nodes.Name):
        return key.id
    if isinstance(key, nodes.StringLit):
        return key.value
    raise NotConstant
