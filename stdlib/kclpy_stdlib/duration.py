"""The module ``duration``: texts such as ``1d2h3m4.5s`` (reference, 04 section 10).

A duration is not negative. Its parts stand in the order of the units d, h, m, s and may have
decimals.
"""

from __future__ import annotations

import math
import re

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import fail
from kclpy.runtime.text import to_text
from kclpy.runtime.values import Value
from kclpy_stdlib.arguments import text_of
from kclpy_stdlib.prelude.conversions import float_
from kclpy_stdlib.quoting import quoted
from kclpy_stdlib.timestamps import InvalidTimestamp, parse_rfc3339

library = Library("duration", fail)

_NUMBER = r"(?:\d+\.?\d*|\.\d+)"
_DURATION = re.compile(
    rf"(?=.)((?:{_NUMBER}d)*)((?:{_NUMBER}h)*)((?:{_NUMBER}m)*)((?:{_NUMBER}s)*)", re.ASCII
)
_PART = re.compile(rf"({_NUMBER})[dhms]", re.ASCII)
_SMALLEST = 2.220446049250313e-16  # the distance from 1 to the next float
_SECONDS = (86400.0, 3600.0, 60.0, 1.0)


@library.builtin
def parse(d: str) -> str:
    """Return a duration with its parts carried over: `"90s"` becomes `"1m30s"`.

    Example: `duration.parse("90s")` is `"1m30s"`.
    """
    return _text(_required("parse", d))


@library.builtin
def is_valid(d: str) -> bool:
    """Return whether a text is a duration.

    Example: `duration.is_valid("1h30m")` is `True`.
    """
    return _seconds(d) is not None


@library.builtin
def to_seconds(d: str) -> float:
    """Return how many seconds a duration lasts.

    Example: `duration.to_seconds("1h30m")` is `5400.0`.
    """
    return _required("to_seconds", d)


@library.builtin
def from_seconds(n: float) -> str:
    """Return the duration of `n` seconds.

    Example: `duration.from_seconds(5400.0)` is `"1h30m"`.
    """
    return _text(_length("from_seconds", n))


@library.builtin
def day(n: float) -> str:
    """Return the duration of `n` days.

    Example: `duration.day(1.5)` is `"1d12h"`.
    """
    return _text(_length("day", n) * 86400.0)


@library.builtin
def hour(n: float) -> str:
    """Return the duration of `n` hours.

    Example: `duration.hour(1.5)` is `"1h30m"`.
    """
    return _text(_length("hour", n) * 3600.0)


@library.builtin
def minute(n: float) -> str:
    """Return the duration of `n` minutes.

    Example: `duration.minute(1.5)` is `"1m30s"`.
    """
    return _text(_length("minute", n) * 60.0)


@library.builtin
def second(n: float) -> str:
    """Return the duration of `n` seconds.

    Example: `duration.second(90.0)` is `"1m30s"`.
    """
    return _text(_length("second", n))


@library.builtin
def add(a: str, b: str) -> str:
    """Return the sum of two durations.

    Example: `duration.add("1h", "45m")` is `"1h45m"`.
    """
    one, two = _both("add", a, b)
    return _text(one + two)


@library.builtin
def sub(a: str, b: str) -> str:
    """Return the difference of two durations, of which the first is the longer one.

    Example: `duration.sub("1h", "45m")` is `"15m"`.
    """
    one, two = _both("sub", a, b)
    if one < two:
        raise fail(f"duration.sub() result would be negative: {a} - {b}")
    return _text(one - two)


@library.builtin
def add_to_datetime(dt: str, d: str) -> str:
    """Return a date and time in RFC 3339 form, a duration later.

    Example: `duration.add_to_datetime("2024-02-28T12:00:00Z", "1d")` is
    `"2024-02-29T12:00:00+00:00"`.
    """
    return _shifted("add_to_datetime", dt, d, 1)


@library.builtin
def sub_from_datetime(dt: str, d: str) -> str:
    """Return a date and time in RFC 3339 form, a duration earlier.

    Example: `duration.sub_from_datetime("2024-03-01T12:00:00Z", "1d")` is
    `"2024-02-29T12:00:00+00:00"`.
    """
    return _shifted("sub_from_datetime", dt, d, -1)


def _seconds(text: Value) -> float | None:
    """Return the length of a duration, None if ``text`` is none."""
    found = _DURATION.fullmatch(text_of(text).strip())
    if found is None:
        return None
    total = 0.0
    for parts, unit in zip(found.groups(), _SECONDS, strict=True):
        for number in _PART.findall(parts):
            total += float(number) * unit
    return total


def _required(name: str, text: Value) -> float:
    seconds = _seconds(text)
    if seconds is None:
        raise fail(f"{name}() invalid duration: {_quoted(text)}")
    return seconds


def _quoted(text: Value) -> str:
    return quoted(text_of(text))


def _both(name: str, a: Value, b: Value) -> tuple[float, float]:
    one, two = _seconds(a), _seconds(b)
    if one is None or two is None:
        raise fail(f"{name}() invalid duration(s): a={_quoted(a)}, b={_quoted(b)}")
    return one, two


def _length(name: str, number: Value) -> float:
    length = float_(number)
    if math.isnan(length) or length < 0:
        shown = to_text(length).removesuffix(".0")
        raise fail(f"{name}() requires a non-negative finite number, got {shown}")
    return length


def _text(seconds: float) -> str:
    """Return the duration of so many seconds in days, hours, minutes and seconds."""
    pieces = []
    for unit, length in (("d", 86400.0), ("h", 3600.0), ("m", 60.0)):
        count, seconds = divmod(seconds, length)
        if count:
            pieces.append(f"{int(count)}{unit}")
    # Less than can be told from nothing is left out, as in the official engine.
    if seconds > _SMALLEST or not pieces:
        seconds = seconds if seconds > _SMALLEST else 0.0
        pieces.append(f"{to_text(seconds).removesuffix('.0')}s")
    return "".join(pieces)


def _shifted(name: str, dt: Value, d: Value, sign: int) -> str:
    try:
        moment = parse_rfc3339(text_of(dt))
    except InvalidTimestamp as error:
        raise fail(f"{name}() expected RFC 3339 input, got {_quoted(dt)}: {error}") from None
    length = _required(name, d)
    whole = math.floor(length)
    # Durations are added in milliseconds.
    milliseconds = whole * 1000 + int((length - whole) * 1000)
    try:
        return str(moment.shifted(sign * milliseconds * 10**6))
    except InvalidTimestamp:
        raise fail(f"{name}() result is out of the range of years that there are") from None
