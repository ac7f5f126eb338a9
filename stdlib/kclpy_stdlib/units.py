"""The module ``units`` (reference, 09 units)."""

from __future__ import annotations

import math
from decimal import Decimal

from kclpy.builtins.declare import Library, Number
from kclpy.runtime.errors import fail
from kclpy.runtime.operators import INT_MAX, INT_MIN
from kclpy.runtime.values import MULTIPLIERS, Value
from kclpy_stdlib.prelude.conversions import float_

library = Library("units", fail)

for _unit, _factor in MULTIPLIERS.items():
    library.constant(_unit, _factor, f"What the unit `{_unit}` multiplies a number with.")
library.constant("NumberMultiplier", 1.0, "The type of numbers with a unit, such as `1Ki`.")


@library.builtin
def to_n(num: Number) -> str:
    """Return `num` in units of 10 to the power of -9, truncated: `"1500000000n"`.

    Example: `units.to_n(1)` is `"1000000000n"`.
    """
    return _in_small_unit(num, 10**9, "n")


@library.builtin
def to_u(num: Number) -> str:
    """Return `num` in units of 10 to the power of -6, truncated: `"1500000u"`.

    Example: `units.to_u(1)` is `"1000000u"`.
    """
    return _in_small_unit(num, 10**6, "u")


@library.builtin
def to_m(num: Number) -> str:
    """Return `num` in thousandths, truncated: `"1500m"`.

    Example: `units.to_m(1.5)` is `"1500m"`.
    """
    return _in_small_unit(num, 10**3, "m")


@library.builtin
def to_K(num: Number) -> str:
    """Return `num` in thousands, truncated: `"1K"`.

    Example: `units.to_K(1500)` is `"1K"`.
    """
    return _in_unit(num, "K")


@library.builtin
def to_M(num: Number) -> str:
    """Return `num` in units of 10 to the power of 6, truncated: `"1M"`.

    Example: `units.to_M(2500000)` is `"2M"`.
    """
    return _in_unit(num, "M")


@library.builtin
def to_G(num: Number) -> str:
    """Return `num` in units of 10 to the power of 9, truncated: `"1G"`.

    Example: `units.to_G(3000000000)` is `"3G"`.
    """
    return _in_unit(num, "G")


@library.builtin
def to_T(num: Number) -> str:
    """Return `num` in units of 10 to the power of 12, truncated: `"1T"`.

    Example: `units.to_T(1)` is `"0T"`.
    """
    return _in_unit(num, "T")


@library.builtin
def to_P(num: Number) -> str:
    """Return `num` in units of 10 to the power of 15, truncated: `"1P"`.

    Example: `units.to_P(1)` is `"0P"`.
    """
    return _in_unit(num, "P")


@library.builtin
def to_Ki(num: Number) -> str:
    """Return `num` in units of 1024, truncated: `"1Ki"`.

    Example: `units.to_Ki(2048)` is `"2Ki"`.
    """
    return _in_unit(num, "Ki")


@library.builtin
def to_Mi(num: Number) -> str:
    """Return `num` in units of 2 to the power of 20, truncated: `"1Mi"`.

    Example: `units.to_Mi(3145728)` is `"3Mi"`.
    """
    return _in_unit(num, "Mi")


@library.builtin
def to_Gi(num: Number) -> str:
    """Return `num` in units of 2 to the power of 30, truncated: `"1Gi"`.

    Example: `units.to_Gi(1073741824)` is `"1Gi"`.
    """
    return _in_unit(num, "Gi")


@library.builtin
def to_Ti(num: Number) -> str:
    """Return `num` in units of 2 to the power of 40, truncated: `"1Ti"`.

    Example: `units.to_Ti(1)` is `"0Ti"`.
    """
    return _in_unit(num, "Ti")


@library.builtin
def to_Pi(num: Number) -> str:
    """Return `num` in units of 2 to the power of 50, truncated: `"1Pi"`.

    Example: `units.to_Pi(1)` is `"0Pi"`.
    """
    return _in_unit(num, "Pi")


def _in_small_unit(num: Value, factor: int, unit: str) -> str:
    if type(num) is not int:
        num = float_(num)
    if math.isnan(num):
        return f"0{unit}"
    # By decimal digits: 2.3 is 2300m.
    return _text(Decimal(repr(num)) * factor, unit)


def _in_unit(num: Value, unit: str) -> str:
    if type(num) is not int and type(num) is not float:
        num = 0
    # Of doubles, as in the official engine, although ints may be exact.
    return _text(float(num) / MULTIPLIERS[unit], unit)


def _text(number: Decimal | float, unit: str) -> str:
    """Return ``number`` without its fraction, at most 64 bits wide."""
    if math.isnan(number):
        return f"0{unit}"
    return f"{int(max(INT_MIN, min(INT_MAX, number)))}{unit}"
