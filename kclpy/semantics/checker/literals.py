"""The types of literals (reference, 04 section 1)."""

from __future__ import annotations

from kclpy.syntax import nodes
from kclpy.types import NONE, LiteralType, NumberMultiplierType, Type

TRUE = LiteralType("bool", True)
FALSE = LiteralType("bool", False)

_LARGEST = (1 << 63) - 1
_MASK = (1 << 64) - 1


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
    return LiteralType("int", value if value <= _LARGEST else _wrapped(int(value)))


def _wrapped(value: int) -> int:
    """Return ``value`` as its lowest 64 bits read with a sign."""
    value &= _MASK
    return value if value <= _LARGEST else value - _MASK - 1
