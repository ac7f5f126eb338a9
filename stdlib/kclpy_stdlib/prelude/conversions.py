"""Functions that make a value of one kind from another: ``int``, ``str``, ``list`` …"""

from __future__ import annotations

import math
import re
from typing import Any

from kclpy.builtins.declare import MISSING, Library
from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.merge import put
from kclpy.runtime.operators import INT_MAX, INT_MIN, is_truthy, iterate, wrap
from kclpy.runtime.text import to_text, type_name
from kclpy.runtime.values import MULTIPLIERS, UNION, Config, NumberMultiplier, Value

library = Library("", fail)

# Patterns are compiled when they are first used: most programs use none.
_FLOAT = r"(?ai)[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?inf|[+-]?infinity|[+-]?nan"
_QUANTITY = r"(?a)([+-]?\d+)?(Ki|Mi|Gi|Ti|Pi|[numkKMGTP])?"
_PREFIX = r"^(-?)0[xXoObB]"
_SECOND_PREFIX = r"[+-]?0[xXoO]"
_DIGITS = r"[+-]?[0-9a-zA-Z]+"


@library.builtin
def bool_(x: Any = MISSING) -> bool:
    """Return whether `x` counts as true.

    False are `Undefined`, `None`, `False`, zero, the empty string and empty containers.

    Example: `bool("")` is `False`.
    """
    if x is MISSING:
        raise fail("bool() takes exactly one argument (0 given)")
    return is_truthy(x)


@library.builtin
def str_(x: Any = MISSING) -> str:
    """Return the text of `x`: `"1.0"`, `"[1, a]"`, `"{'k': 1}"`.

    Example: `str([1, "a"])` is `"[1, a]"`.
    """
    return "" if x is MISSING else to_text(x)


@library.builtin
def int_(number: Any, base: int = 10) -> int:
    """Return `number` as an int: a float truncated, a string read in the given base.

    A decimal string may end in a unit: `int("1Ki")` is 1024.

    Example: `int("1Ki")` is `1024`.
    """
    kind = type(number)
    if kind is int:
        return int(number)
    if kind is str:
        radix = _radix(base)
        return _quantity(number) if radix == 10 else _int_in_base(number, radix)
    if kind is float:
        return truncate(number)
    if kind is bool:
        return int(number)
    if kind is NumberMultiplier:
        return truncate(number.value)
    raise fail(f"int() argument must be a string or a number, not '{type_name(number)}'")


def _radix(base: Any) -> int:
    """Return the base that an argument means: a number truncated, 0 if it is none."""
    if type(base) is NumberMultiplier:
        base = base.value
    return truncate(base) if type(base) in (int, float) else 0


def truncate(number: float) -> int:
    """Return ``number`` without its fraction, at most 64 bits wide; 0 if it is not a number."""
    if math.isnan(number):
        return 0
    if number >= INT_MAX:
        return INT_MAX
    return INT_MIN if number <= INT_MIN else int(number)


def to_int(digits: str) -> int:
    """Return the int that ``digits`` with a sign are, one that is too large if they are many."""
    try:
        return int(digits)
    except ValueError:  # Python refuses thousands of digits
        return INT_MIN - 1


def _quantity(text: str) -> int:
    """Return the value of ``text``: digits with a sign and a unit, which are all optional."""
    found = re.fullmatch(_QUANTITY, text)
    if found is None:
        raise _bad_int(text, 10)
    digits, unit = found.groups()
    if digits is None:
        raise fail("number can't be empty")
    number = to_int(digits)
    if not INT_MIN <= number <= INT_MAX:
        raise fail(f"{digits}: A 64 bit integer overflow")
    if unit is None:
        return number
    # Units below one count as nothing, products wrap: the official engine has it so.
    return wrap(number * int(MULTIPLIERS[unit]))


def _int_in_base(text: str, base: int) -> int:
    if not 2 <= base <= 36:
        raise fail(f"int() base must lie in the range [2, 36], found {base}")
    digits = re.sub(_PREFIX, r"\1", text, count=1)
    # Python would take another prefix.
    if re.fullmatch(_DIGITS, digits) is None or (
        base in (8, 16) and re.match(_SECOND_PREFIX, digits)
    ):
        raise _bad_int(text, base)
    try:
        number = int(digits, base)
    except ValueError:
        raise _bad_int(text, base) from None
    if not INT_MIN <= number <= INT_MAX:
        raise _bad_int(text, base)
    return number


def _bad_int(text: str, base: int) -> EvaluationError:
    return fail(f"invalid literal for int() with base {base}: '{text}'")


@library.builtin
def float_(number: Any) -> float:
    """Return `number` as a float; a string must be a decimal number.

    Example: `float("1.5e3")` is `1500.0`.
    """
    kind = type(number)
    if kind in (int, bool):
        return float(number)
    if kind is NumberMultiplier:
        return float(number.value)
    if kind is not float and (kind is not str or re.fullmatch(_FLOAT, number) is None):
        raise fail(f"invalid literal for float() with base 10: '{to_text(number)}'")
    value = float(number)
    if math.isinf(value):
        raise fail("inf: A 64-bit floating point number overflow")
    return value


@library.builtin
def list_(x: Any = MISSING) -> list[Any]:
    """Return the items of a list, the keys of a dict or the characters of a string.

    Example: `list({a = 1, b = 2})` is `["a", "b"]`.
    """
    return [] if x is MISSING else list(iterate(x))


@library.builtin
def dict_(x: Any = MISSING, /, *_ignored: Any, **entries: Any) -> dict[Any, Any]:
    """Return a dict of the entries of `x` and the keyword arguments.

    `x` is a dict, an instance of a schema, or a list of pairs.

    Example: `dict({a = 1}, b=2)` is `{"a": 1, "b": 2}`.
    """
    if x is MISSING:
        x = entries.pop("x", MISSING)
    merged: dict[str, Value] = {}
    ops: dict[str, int] = {}
    if x is not MISSING:
        merged.update(x if isinstance(x, dict) else _pairs(x))
        ops.update(getattr(x, "ops", ()))
    for name, value in entries.items():
        put(merged, ops, name, UNION, value, checked=True)
    return Config(merged, ops or None)


def _pairs(items: Value) -> dict[str, Value]:
    """Return a dict of items that are each a key and a value.

    Strings of two characters are taken as keys and values in turn, not apart: the official
    engine has it so.
    """
    pairs: dict[str, Value] = {}
    whole: list[str] = []
    for number, item in enumerate(iterate(items)):
        parts = list(iterate(item))
        if len(parts) != 2:
            raise fail(
                f"dictionary update sequence element #{number} has length {len(parts)}; "
                "2 is required"
            )
        if type(item) is str:
            whole.append(item)
        else:
            pairs[to_text(parts[0])] = parts[1]
    pairs.update(zip(whole[::2], whole[1::2], strict=False))
    return pairs


@library.builtin(missing="typeof() missing 1 required positional argument: '{parameter}'")
def typeof(x: Any, full_name: bool = False) -> str:
    """Return the name of the type of `x`; that of a schema with its package on demand.

    Example: `typeof(1.5)` is `"float"`.
    """
    if x is None:
        return "None"
    schema = getattr(x, "schema", None) if isinstance(x, dict) else None
    if schema is not None and full_name and schema.package:
        return f"{schema.package}.{schema.name}"
    return type_name(x)
