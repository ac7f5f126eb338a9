"""The operators of KCL on values whose types are not known before (reference, 02 section 2).

Where the kinds of the operands are sure, emitted code uses the Python operator instead. A
bool is never a number here, except in comparisons of order, where it counts as 0 or 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NoReturn

from kclpy.runtime.errors import EvaluationError, fail, operations
from kclpy.runtime.text import to_text, type_name
from kclpy.runtime.values import Function, Instance, Undefined, Value

INT_MIN = -(2**63)
INT_MAX = 2**63 - 1
_FLOAT32_MAX = 3.4028234663852886e38
_LONGEST = 10**8  # of what a repetition makes


def overflow(result: int) -> EvaluationError:
    """Return the error for an int result that does not fit into 64 bits."""
    return fail(operations.IntegerOverflow(result))


def too_large(result: int) -> NoReturn:
    """Refuse the result of an operator that emitted code has computed itself."""
    raise overflow(result)


def too_large_difference(result: int) -> NoReturn:
    """Refuse a difference; the official engine says 32 here, though it means 64."""
    raise fail(operations.IntegerOverflow(result, 32))


def _unsupported(operator: str, left: Value, right: Value) -> EvaluationError:
    return fail(operations.OperandTypes(operator, type_name(left), type_name(right)))


def _are_numbers(left: Value, right: Value) -> bool:
    return type(left) in _NUMBERS and type(right) in _NUMBERS


_NUMBERS = (int, float)


def _fit(result: int) -> int:
    if INT_MIN <= result <= INT_MAX:
        return result
    raise overflow(result)


# Arithmetic


def add(left: Value, right: Value) -> Value:
    """Return ``left + right``: numbers, strings or lists.

    A sum of an int and a float must also fit into 32-bit range, as the official engine has it.
    """
    kind = type(left)
    if kind is type(right):
        if kind is int:
            return _fit(left + right)
        if kind in (float, str, list):
            return left + right
    elif _are_numbers(left, right):
        total = left + right
        if exceeds_float32(total):
            raise fail(operations.FloatOverflow(str(total)))
        return total
    if kind is list:
        raise fail(operations.Concatenation(type_name(right)))
    raise _unsupported("+", left, right)


def exceeds_float32(number: float) -> bool:
    """Return whether a finite number is too large for single precision."""
    return abs(number) > _FLOAT32_MAX and math.isfinite(number)


def subtract(left: Value, right: Value) -> Value:
    """Return ``left - right`` for numbers."""
    if not _are_numbers(left, right):
        raise _unsupported("-", left, right)
    result = left - right
    if type(result) is int and not INT_MIN <= result <= INT_MAX:
        too_large_difference(result)
    return result


def multiply(left: Value, right: Value) -> Value:
    """Return ``left * right``: numbers, or a string or list repeated."""
    if _are_numbers(left, right):
        result = left * right
        return _fit(result) if type(result) is int else result
    if type(left) is int and type(right) in (str, list):
        left, right = right, left
    if type(left) in (str, list) and type(right) is int:
        if right > 0 and len(left) * right > _LONGEST:
            raise fail(operations.RepetitionTooLarge())
        return left * right
    raise _unsupported("*", left, right)


def divide(left: Value, right: Value) -> Value:
    """Return ``left / right`` as a float; division by zero gives infinity or not a number."""
    if not _are_numbers(left, right):
        raise _unsupported("/", left, right)
    return left / right if right else _divide_by_zero(left, right)


def _divide_by_zero(left: float, right: float) -> float:
    if left == 0 or left != left:
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def floor_divide(left: Value, right: Value) -> Value:
    """Return ``left // right``, rounded down; an int for two ints."""
    if not _are_numbers(left, right):
        raise _unsupported("//", left, right)
    if type(left) is int and type(right) is int:
        if right == 0:
            raise fail(operations.DivisionOfInteger())
        return _fit(left // right)
    quotient = left / right if right else _divide_by_zero(left, right)
    return float(math.floor(quotient)) if math.isfinite(quotient) else quotient


def modulo(left: Value, right: Value) -> Value:
    """Return ``left % right``: the sign is the divisor's for ints, the dividend's for floats."""
    if not _are_numbers(left, right):
        raise _unsupported("%", left, right)
    if type(left) is int and type(right) is int:
        if right == 0:
            raise fail(operations.RemainderOfInteger())
        return left % right
    if right == 0 or math.isinf(left):
        return math.nan
    return math.fmod(left, right)


def power(left: Value, right: Value) -> Value:
    """Return ``left ** right`` for numbers."""
    if not _are_numbers(left, right):
        raise _unsupported("**", left, right)
    if type(left) is int and type(right) is int:
        return _int_power(left, right)
    try:
        result = left**right
    except ZeroDivisionError:
        return math.inf
    except OverflowError:
        return -math.inf if left < 0 and right % 2 == 1 else math.inf
    return math.nan if isinstance(result, complex) else result


def _int_power(left: int, right: int) -> int:
    """Return the power of two ints; a message shows it in 128 bits, as the official engine."""
    if right >= 0 and (abs(left) < 2 or right * (abs(left).bit_length() - 1) < 64):
        result: int = left**right
        if INT_MIN <= result <= INT_MAX:
            return result
    raise overflow(0 if right < 0 else wrap(pow(left, right, 2**128), 128))


# Bits


def _ints(operator: str, left: Value, right: Value) -> None:
    if type(left) is not int or type(right) is not int:
        raise _unsupported(operator, left, right)


def shift_left(left: Value, right: Value) -> Value:
    """Return ``left << right``; bits shifted out are lost, the count must be below 64."""
    _ints("<<", left, right)
    _check_shift(left << (right & 127), right)
    return wrap(left << right)


def shift_right(left: Value, right: Value) -> Value:
    """Return ``left >> right``, which keeps the sign; the count must be below 64."""
    _ints(">>", left, right)
    _check_shift(left >> (right & 127), right)
    return left >> right


def _check_shift(shifted: int, count: int) -> None:
    """Refuse a shift by ``count``; the official engine shows the result in 128 bits."""
    if not 0 <= count < 64:
        raise overflow(wrap(shifted, 128))


def wrap(number: int, bits: int = 64) -> int:
    """Return ``number`` cut to so many bits in two's complement."""
    half = 1 << (bits - 1)
    return (number + half) % (2 * half) - half


def bit_and(left: Value, right: Value) -> Value:
    """Return ``left & right`` for ints."""
    _ints("&", left, right)
    return left & right


def bit_xor(left: Value, right: Value) -> Value:
    """Return ``left ^ right`` for ints."""
    _ints("^", left, right)
    return left ^ right


# Unary operators


def negate(operand: Value) -> Value:
    """Return ``-operand`` for a number; the smallest int is its own negation."""
    if type(operand) is int:
        return wrap(-operand)
    if type(operand) is float:
        return -operand if operand else 0.0
    raise fail(operations.OperandType("-", type_name(operand)))


def plus(operand: Value) -> Value:
    """Return ``+operand`` for a number."""
    if type(operand) in _NUMBERS:
        return operand
    raise fail(operations.OperandType("+", type_name(operand)))


def invert(operand: Value) -> Value:
    """Return ``~operand``: a float is truncated first, other kinds count as 0."""
    if type(operand) in (int, bool):
        return ~int(operand)
    if type(operand) is float and math.isfinite(operand):
        return ~max(INT_MIN, min(INT_MAX, int(operand)))
    return -1


# Comparison


def is_truthy(value: Value) -> bool:
    """Return whether ``value`` counts as true (reference, 02 section 1.6)."""
    return bool(value)


def equal(left: Value, right: Value) -> bool:
    """Return ``left == right``: by value, an instance equals only instances."""
    kind, other = type(left), type(right)
    if kind is other and kind in _PLAIN:
        return bool(left == right)
    if kind in _NUMBERS and other in _NUMBERS:
        return float(left) == float(right)
    if kind is list and other is list:
        return len(left) == len(right) and all_equal(left, right)
    if isinstance(left, dict) and kind is other:
        if len(left) != len(right):
            return False
        for key, value in left.items():
            if key not in right or not equal(value, right[key]):
                return False
        return True
    if kind is Function and other is Function:
        return left.code is right.code
    return left is right and left in (None, Undefined)


_PLAIN = (int, str, bool, float)


def all_equal(left: Iterable[Value], right: Iterable[Value]) -> bool:
    """Return whether the items of two lists of one length are equal in pairs."""
    for one, two in zip(left, right, strict=True):
        if not equal(one, two):
            return False
    return True


def not_equal(left: Value, right: Value) -> bool:
    """Return ``left != right``."""
    return not equal(left, right)


_ORDERED = (int, float, bool)


def _compare(operator: str, left: Value, right: Value) -> int | None:
    """Return the sign of ``left - right``, None if one is not a number."""
    kind, other = type(left), type(right)
    if (kind in _ORDERED and other in _ORDERED) or (kind is str and other is str):
        if kind is not other:
            left, right = float(left), float(right)
        if left < right:
            return -1
        if left > right:
            return 1
        return 0 if left == right else None
    if kind is list and other is list:
        for one, two in zip(left, right, strict=False):
            # The first items that differ decide; equal ones need no order, such as dicts.
            sign = 0 if equal(one, two) else _compare(operator, one, two)
            if sign != 0:
                return sign
        return (len(left) > len(right)) - (len(left) < len(right))
    raise fail(operations.Comparison(operator, type_name(left), type_name(right)))


def less(left: Value, right: Value) -> bool:
    """Return ``left < right``."""
    return _compare("<", left, right) == -1


def less_equal(left: Value, right: Value) -> bool:
    """Return ``left <= right``."""
    return _compare("<=", left, right) in (-1, 0)


def greater(left: Value, right: Value) -> bool:
    """Return ``left > right``."""
    return _compare(">", left, right) == 1


def greater_equal(left: Value, right: Value) -> bool:
    """Return ``left >= right``."""
    return _compare(">=", left, right) in (0, 1)


def contains(item: Value, container: Value) -> bool:
    """Return ``item in container``: a substring, an item of a list, or a key."""
    if type(container) is str:
        return type(item) is str and item in container
    if isinstance(container, dict):
        return type(item) is str and item in container
    if type(container) is list:
        if type(item) is str:
            return item in container
        for other in container:
            if equal(item, other):
                return True
        return False
    raise fail(operations.Membership(type_name(container)))


def not_contains(item: Value, container: Value) -> bool:
    """Return ``item not in container``."""
    return not contains(item, container)


# Iteration and access


def iterate(value: Value) -> Iterable[Value]:
    """Return what one loop variable takes: items, characters or keys."""
    if isinstance(value, (list, str, dict)):
        return value
    raise fail(operations.Iteration(type_name(value)))


def iterate_pairs(value: Value) -> Iterable[tuple[Value, Value]]:
    """Return what two loop variables take: index and item, or key and value."""
    if isinstance(value, dict):
        return value.items()
    if isinstance(value, (list, str)):
        return enumerate(value)
    raise fail(operations.Iteration(type_name(value)))


def subscript(value: Value, index: Value) -> Value:
    """Return ``value[index]``; a missing key of a dict is Undefined."""
    if isinstance(value, dict):
        if type(index) is str:
            return value.get(index, Undefined)
        if not hasattr(value, "schema"):
            return Undefined
    elif type(value) in (list, str) and type(index) is int:
        try:
            return value[index]
        except IndexError:
            raise _out_of_range(value, index) from None
    raise fail(operations.Subscript(type_name(value), type_name(index)))


def _out_of_range(value: list[Value] | str, index: int) -> EvaluationError:
    if index < 0:
        return fail(operations.IndexOutOfBounds(len(value), index))
    kind = "string" if type(value) is str else "list"
    return fail(operations.IndexOutOfRange(kind, index, len(value)))


def slice_of(value: Value, lower: Value, upper: Value, step: Value) -> Value:
    """Return ``value[lower:upper:step]``; bounds that are no ints are absent."""
    if type(value) not in (list, str):
        raise fail(operations.Slice(type_name(value)))
    stride = _bound(step)
    if stride == 0:
        raise fail(operations.SliceStep())
    return value[_bound(lower) : _bound(upper) : stride]


def _bound(value: Value) -> int | None:
    return value if type(value) is int else None


def attribute(value: Value, name: str) -> Value:
    """Return ``value.name`` of an instance, or refuse a value that has no attributes."""
    if isinstance(value, Instance):
        try:
            return value[name]
        except KeyError:
            problem = operations.InstanceAttribute(value.schema.name, name, tuple(value))
            raise fail(problem) from None
    raise fail(operations.AttributeOfValue(type_name(value), name))


def text_of(value: Value) -> str:
    """Return the text of ``value`` in an interpolation."""
    return value if type(value) is str else to_text(value)
