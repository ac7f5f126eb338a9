"""The module ``math`` (reference, 09 math)."""

from __future__ import annotations

import math
from collections.abc import Callable

from kclpy.builtins.declare import Library, Number
from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.operators import INT_MAX, power
from kclpy.runtime.values import Value
from kclpy_stdlib.prelude.conversions import truncate

library = Library("math", fail)

_NUMBERS = (int, float)


def _refused(name: str) -> EvaluationError:
    return fail(f"{name}() takes exactly one argument (0 given)")


@library.builtin
def ceil(x: Number) -> int:
    """Return the smallest int that is not less than `x`.

    Example: `math.ceil(1.2)` is `2`.
    """
    return _to_int("ceil", x, math.ceil)


@library.builtin
def floor(x: Number) -> int:
    """Return the largest int that is not greater than `x`.

    Example: `math.floor(-1.2)` is `-2`.
    """
    return _to_int("floor", x, math.floor)


def _to_int(name: str, x: Value, rounded: Callable[[float], int]) -> int:
    if type(x) not in _NUMBERS:
        raise _refused(name)
    if type(x) is float and math.isfinite(x):
        return truncate(rounded(x))
    return truncate(x)


@library.builtin
def factorial(x: Number) -> int:
    """Return the product of the ints from 1 to `x`, which is at most 20.

    Example: `math.factorial(5)` is `120`.
    """
    if type(x) not in _NUMBERS or not 0 <= x <= INT_MAX or x != int(x):
        raise fail("factorial() only accepts integral values")
    result = math.factorial(int(x)) if x <= 20 else INT_MAX + 1
    if result > INT_MAX:
        raise fail("factorial() result overflow")
    if type(x) is float:
        return float(result)  # type: ignore[return-value]  # int by declaration only
    return result


@library.builtin(missing="gcd() takes exactly two arguments ({given} given)")
def gcd(a: int, b: int) -> int:
    """Return the greatest common divisor of two ints, which is not negative.

    Example: `math.gcd(12, 18)` is `6`.
    """
    if type(a) is not int or type(b) is not int:
        raise fail("gcd() takes exactly two arguments (2 given)")
    return math.gcd(a, b)


@library.builtin
def isfinite(x: Number) -> bool:
    """Return whether `x` is neither infinite nor not a number.

    Example: `math.isfinite(1.5)` is `True`.
    """
    return math.isfinite(_float("isfinite", x))


@library.builtin
def isinf(x: Number) -> bool:
    """Return whether `x` is infinite.

    Example: `math.isinf(1.5)` is `False`.
    """
    return type(x) is not bool and math.isinf(_float("isinf", x))


@library.builtin
def isnan(x: Number) -> bool:
    """Return whether `x` is not a number.

    Example: `math.isnan(1.5)` is `False`.
    """
    return math.isnan(_float("isnan", x))


@library.builtin
def modf(x: Number) -> list[float]:
    """Return the fraction and the whole part of `x`, both with its sign.

    Example: `math.modf(1.5)` is `[0.5, 1.0]`.
    """
    fraction, whole = math.modf(_float("modf", x))
    return [fraction + 0.0, whole]


@library.builtin
def exp(x: Number) -> float:
    """Return e to the power of `x`.

    Example: `math.exp(0)` is `1.0`.
    """
    return _or_infinite(math.exp, _float("exp", x))


@library.builtin
def expm1(x: Number) -> float:
    """Return e to the power of `x`, less one; precise for small `x`.

    Example: `math.expm1(0)` is `0.0`.
    """
    return _or_infinite(math.expm1, _float("expm1", x))


def _or_infinite(function: Callable[[float], float], x: float) -> float:
    try:
        return function(x)
    except OverflowError:
        return math.inf


@library.builtin
def log(x: Number, e: float = math.e) -> float:
    """Return the logarithm of `x` to the base `e`; that of an int is truncated to an int.

    Example: `math.log(8.0, 2.0)` is `3.0`.
    """
    number = _float("log", x)
    base = math.e if type(e) not in _NUMBERS else float(e)
    result = _log(number) if base == math.e else _quotient(_log(number), _log(base))
    return result if type(x) is float else truncate(result)


@library.builtin
def log2(x: Number) -> float:
    """Return the logarithm of `x` to the base 2; that of an int is truncated to an int.

    Example: `math.log2(8.0)` is `3.0`.
    """
    number = _float("log2", x)
    result = math.log2(number) if number > 0 else _log(number)
    return result if type(x) is float else truncate(result)


@library.builtin
def log10(x: Number) -> float:
    """Return the logarithm of `x` to the base 10.

    Example: `math.log10(100.0)` is `2.0`.
    """
    number = _float("log10", x)
    return math.log10(number) if number > 0 else _log(number)


@library.builtin
def log1p(x: Number) -> float:
    """Return the natural logarithm of `x` plus one; precise for small `x`.

    Example: `math.log1p(0)` is `0.0`.
    """
    number = _float("log1p", x)
    return math.log1p(number) if number > -1 else _log(number + 1)


def _log(x: float) -> float:
    """Return the natural logarithm: infinite at zero, not a number below it."""
    if x > 0:
        return math.log(x)
    return -math.inf if x == 0 else math.nan


def _quotient(dividend: float, divisor: float) -> float:
    if divisor:
        return dividend / divisor
    return math.nan if dividend == 0 else math.copysign(math.inf, dividend)


@library.builtin(missing="pow() takes exactly two arguments ({given} given)")
def pow_(x: Number, y: Number) -> float:
    """Return `x` to the power of `y`; an int if both are and `y` is not negative.

    Example: `math.pow(2, 10)` is `1024`.
    """
    if type(x) not in _NUMBERS or type(y) not in _NUMBERS:
        raise _refused("pow")
    if type(x) is int and type(y) is int and y < 0:
        return float(power(float(x), float(y)))
    return _number(power(x, y))


def _number(value: Value) -> float:
    return value if type(value) is int else float(value)


@library.builtin
def sqrt(x: Number) -> float:
    """Return the square root of `x`.

    Example: `math.sqrt(2.25)` is `1.5`.
    """
    number = _float("sqrt", x)
    return math.sqrt(number) if number >= 0 else math.nan


def _float(name: str, x: Value) -> float:
    if type(x) not in _NUMBERS:
        raise _refused(name)
    return float(x)
