"""Functions about numbers, and the code point of a character."""

from __future__ import annotations

import math
from typing import Any

from kclpy.builtins.declare import Library, Number
from kclpy.runtime.errors import fail, operations
from kclpy.runtime.operators import INT_MAX, INT_MIN, wrap
from kclpy.runtime.values import Undefined, UndefinedType
from kclpy_stdlib.prelude.conversions import truncate

library = Library("", fail)

_NUMBERS = (int, float)


@library.builtin
def abs_(inval: Any) -> Any:
    """Return the absolute value of a number.

    Example: `abs(-3)` is `3`.
    """
    if type(inval) is int:
        return wrap(abs(inval))
    return abs(inval) if type(inval) is float else Undefined


@library.builtin
def bin_(number: int) -> str | UndefinedType:
    """Return an int in base 2: `"0b101"`.

    Example: `bin(5)` is `"0b101"`.
    """
    return bin(number) if type(number) is int else Undefined


@library.builtin
def oct_(number: int) -> str | UndefinedType:
    """Return an int in base 8: `"0o17"`.

    Example: `oct(8)` is `"0o10"`.
    """
    return oct(number) if type(number) is int else Undefined


@library.builtin
def hex_(number: int) -> str | UndefinedType:
    """Return an int in base 16: `"0xff"`.

    Example: `hex(255)` is `"0xff"`.
    """
    return hex(number) if type(number) is int else Undefined


@library.builtin(missing="multiplyof() takes exactly two argument ({given} given)")
def multiplyof(a: int, b: int) -> bool | UndefinedType:
    """Return whether `a` is a multiple of `b`.

    Example: `multiplyof(6, 3)` is `True`.
    """
    if type(a) is not int or type(b) is not int:
        return Undefined
    if b == 0:
        raise fail(operations.RemainderOfInteger())
    return a % b == 0


@library.builtin
def ord_(c: str) -> int | UndefinedType:
    """Return the code point of a character.

    Example: `ord("A")` is `65`.
    """
    if type(c) is not str:
        return Undefined
    if len(c) != 1:
        length = len(c.encode())
        raise fail(f" ord() expected string of length 1, but string of length {length} found")
    return ord(c)


@library.builtin(missing=None)
def pow_(x: Number, y: Number, z: Number | None = None) -> Number | UndefinedType:
    """Return `x` to the power of `y`; with `z` the remainder of that by `z`.

    Example: `pow(2, 10)` is `1024`.
    """
    if type(z) is int:
        return _modular(x, y, z)
    if type(x) not in _NUMBERS or type(y) not in _NUMBERS:
        return Undefined
    if type(x) is int and type(y) is int and y >= 0:
        # Through a double, as in the official engine: inexact from 2**53 on, never too large.
        return _saturated(_float_power(float(x), float(y)))
    return _float_power(float(x), float(y))


def _modular(x: Number, y: Number, z: int) -> int:
    if z == 0:
        raise fail("pow() 3rd argument cannot be 0")
    if type(x) is not int or type(y) is not int:
        raise fail("pow() 3rd argument not allowed unless all arguments are integers")
    if y < 0:
        raise fail("pow() 2nd argument cannot be negative when 3rd argument specified")
    if y == 0:
        return 1
    # The result has the sign of the power, not that of the modulus.
    result = pow(abs(x), y, abs(z))
    return -result if x < 0 and y % 2 else result


def _float_power(x: float, y: float) -> float:
    try:
        return math.pow(x, y)
    except OverflowError:
        return -math.inf if x < 0 and y % 2 == 1 else math.inf
    except ValueError:
        return math.inf if x == 0 else math.nan


def _saturated(number: float) -> int:
    return max(INT_MIN, min(INT_MAX, truncate(number)))


@library.builtin(missing=None)
def round_(number: Number, ndigits: int | None = None) -> Number | UndefinedType:
    """Return `number` rounded to an int, or to a float with `ndigits` decimals.

    Example: `round(2.675, 2)` is `2.68`.
    """
    if type(number) not in _NUMBERS:
        return Undefined
    if type(ndigits) is not int:
        return number if type(number) is int else truncate(_half_away(float(number)))
    if ndigits < -308:
        return Undefined
    value = float(number)
    if type(number) is int:
        return value
    if not math.isfinite(value):
        return Undefined if ndigits < 0 else value
    return _half_away(value) if ndigits == 0 else _round_digits(value, ndigits)


def _half_away(number: float) -> float:
    """Return ``number`` rounded to a whole number, a half away from zero."""
    if not math.isfinite(number):
        return number
    whole = math.floor(abs(number))
    if abs(number) - whole >= 0.5:
        whole += 1
    return math.copysign(float(whole), number)


def _round_digits(number: float, ndigits: int) -> float:
    """Return ``number`` rounded after scaling it by a power of ten (reference, 08 round)."""
    if ndigits > 323:
        return number
    if ndigits > 0:
        # No double holds larger powers of ten exactly.
        first, second = 10.0 ** max(ndigits - 22, 0), 10.0 ** min(ndigits, 22)
        scaled = number * first * second
        if not math.isfinite(scaled):
            return number
    else:
        first, second = 10.0**-ndigits, 1.0
        scaled = number / first
    rounded = _half_away(scaled)
    if abs(scaled - rounded) == 0.5:
        rounded = 2.0 * _half_away(scaled / 2.0)
    result = rounded / second / first if ndigits > 0 else rounded * first
    return result if math.isfinite(result) else number
