"""Arithmetic under the strict range check: results must fit into 32 bits (reference, 02 1.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from kclpy.runtime import operators
from kclpy.runtime.errors import fail
from kclpy.runtime.values import Value

_INT32_MIN = -(2**31)
_INT32_MAX = 2**31 - 1


def _strictly(operator: Callable[[Value, Value], Value]) -> Callable[[Value, Value], Value]:
    """Return ``operator`` with a check of its result."""

    def checked(left: Value, right: Value) -> Value:
        result = operator(left, right)
        if type(result) is int and not _INT32_MIN <= result <= _INT32_MAX:
            raise fail(f"{result}: A 32 bit integer overflow")
        if type(result) is float and operators.exceeds_float32(result):
            raise fail(f"{result}: A 32-bit floating point number overflow")
        return result

    return checked


_CHECKED = (
    operators.add,
    operators.subtract,
    operators.multiply,
    operators.divide,
    operators.floor_divide,
    operators.modulo,
    operators.power,
)

NAMES: Final[dict[str, Any]] = {operator.__name__: _strictly(operator) for operator in _CHECKED}
