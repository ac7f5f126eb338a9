"""The module ``datetime`` (reference, 09 datetime). All times are local."""

from __future__ import annotations

import re
import time
from datetime import datetime
from functools import lru_cache

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import fail
from kclpy.runtime.values import Value
from kclpy_stdlib.arguments import text_of
from kclpy_stdlib.datetime_format import InvalidFormat, Item, Moment, formatted, items_of
from kclpy_stdlib.datetime_parse import fits
from kclpy_stdlib.timestamps import InvalidTimestamp, parse_rfc3339

library = Library("datetime", fail)

_NUMBER = r"\d+(?:\.\d+)?"
_DURATION = re.compile(
    rf"P(?=\d|T\d)({_NUMBER}Y)?({_NUMBER}M)?({_NUMBER}W)?({_NUMBER}D)?"
    rf"(T(?=\d)({_NUMBER}H)?({_NUMBER}M)?({_NUMBER}S)?)?",
    re.ASCII,
)


@library.builtin(is_steady=False)
def ticks() -> float:
    """Return the seconds since the beginning of 1970."""
    return float(int(time.time()))


@library.builtin(is_steady=False)
def date() -> str:
    """Return the date and the time of day: `"2026-11-21 05:59:02"`."""
    return now("%Y-%m-%d %H:%M:%S")


@library.builtin(is_steady=False)
def today() -> str:
    """Return the date, the time of day and the seconds since 1970."""
    return now("%Y-%m-%d %H:%M:%S.%s")


@library.builtin(is_steady=False)
def now(format: str = "%a %b %d %H:%M:%S %Y", offset: float | None = None) -> str:
    """Return the date and time in a format; those `offset` seconds after 1970 if it is given."""
    try:
        return formatted(_items(text_of(format)), _moment(offset))
    except (InvalidFormat, OverflowError, ValueError, OSError) as error:
        raise fail(f"datetime.now() cannot use the format '{text_of(format)}': {error}") from None


@library.builtin
def validate(date: str, format: str) -> bool:
    """Return whether a text is a date, a time or both in a format.

    Example: `datetime.validate("2024-02-29", "%Y-%m-%d")` is `True`.
    """
    try:
        return fits(_items(text_of(format)), text_of(date))
    except InvalidFormat:
        return False


@library.builtin
def is_rfc3339(date: str) -> bool:
    """Return whether a text is a date and time with an offset in the form of RFC 3339.

    Example: `datetime.is_rfc3339("2024-02-29T12:30:05Z")` is `True`.
    """
    try:
        parse_rfc3339(text_of(date))
    except InvalidTimestamp:
        return False
    return True


@library.builtin
def is_iso8601(date: str) -> bool:
    """Return whether a text is a date and time with an offset, or a duration like `"P1DT2H"`.

    Example: `datetime.is_iso8601("P1DT2H")` is `True`.
    """
    return is_rfc3339(date) or _DURATION.fullmatch(text_of(date)) is not None


@lru_cache(maxsize=64)
def _items(format_: str) -> list[Item]:
    return items_of(format_)


def _moment(timestamp: Value) -> Moment:
    """Return the current moment, or one given in seconds since 1970."""
    if timestamp is None:
        nanoseconds = time.time_ns()
    else:
        nanoseconds = int(timestamp) * 10**9 if type(timestamp) in (int, float) else 0
    seconds, nanoseconds = divmod(nanoseconds, 10**9)
    offset = time.localtime(seconds).tm_gmtoff
    return Moment(datetime.fromtimestamp(seconds), nanoseconds, offset, seconds)
