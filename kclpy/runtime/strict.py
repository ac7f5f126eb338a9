"""Arithmetic under the strict range check (reference, 02 section 1.2).

Both operands of ``+ - * **`` and their result must fit into 32 bits, of floats the result; of
a shift, the left operand, and the count must be below 32. All else is as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from kclpy.runtime import operators
from kclpy.runtime.errors import EvaluationError, fail, operations
from kclpy.runtime.values import Value

_INT32_MIN = -(2**31)
_INT32_MAX = 2**31 - 1


def _fits(value: Value) -> bool:
    if type(value) is int:
        return _INT32_MIN <= value <= _INT32_MAX
    return type(value) is not float or not operators.exceeds_float32(value)


def _overflow(result: int | float) -> EvaluationError:
    if isinstance(result, int):
        return fail(operations.IntegerOverflow(result, 32))
    return fail(operations.FloatOverflow(str(result)))


def _arithmetic(operator: Callable[[Value, Value], Value]) -> Callable[[Value, Value], Value]:
    """Return ``operator`` with a check of its result, and of its operands if they are ints."""

    def checked(left: Value, right: Value) -> Value:
        result = operator(left, right)
        if type(result) is int and not (_fits(left) and _fits(right) and _fits(result)):
            raise _overflow(result)
        if type(result) is float and not _fits(result):
            raise _overflow(result)
        return result

    return checked


def shift_left(left: Value, right: Value) -> Value:
    """Return ``left << right``."""
    _check_shift(left, right, "<<")
    return operators.shift_left(left, right)


def shift_right(left: Value, right: Value) -> Value:
    """Return ``left >> right``."""
    _check_shift(left, right, ">>")
    return operators.shift_right(left, right)


def _check_shift(left: Value, right: Value, operator: str) -> None:
    if type(left) is int and type(right) is int and not (_fits(left) and 0 <= right < 32):
        count = right & 127
        shifted = left << count if operator == "<<" else left >> count
        raise _overflow(operators.wrap(shifted, 128))


NAMES: Final[dict[str, Any]] = {
    "add": _arithmetic(operators.add),
    "subtract": _arithmetic(operators.subtract),
    "multiply": _arithmetic(operators.multiply),
    "power": _arithmetic(operators.power),
    "shift_left": shift_left,
    "shift_right": shift_right,
}
