"""The types of literals (reference, 04 section 1)."""

from __future__ import annotations

from kclpy.syntax import nodes
from kclpy.types import NONE, LiteralType, NumberMultiplierType, Type

TRUE = LiteralType("bool", True)
FALSE = LiteralType("bool", False)

_BITS = 64


def constant_type(node: nodes.ConstantLit) -> Type:
    """Return the type of ``True``, ``False``, ``None`` or ``Undefined``."""
    return TRUE if node.name == "True" else FALSE if node.name == "False" else NONE


def number_type(node: nodes.NumberLit) -> Type:
    """Return the type of a number as written; an integer is wrapped to 64 bits."""
    value = node.value
    if type(value) is float:
        return LiteralType("float", value)
    if node.suffix:
        return NumberMultiplierType(int(value), node.suffix)
    return LiteralType("int", _wrapped(int(value)))


def _wrapped(value: int) -> int:
    """Return ``value`` as its lowest 64 bits read with a sign."""
    if value.bit_length() < _BITS:
        return value
    value &= (1 << _BITS) - 1
    return value - (1 << _BITS) if value >> (_BITS - 1) else value
