"""Dates with times in the form of RFC 3339.

Years may be zero, negative or have more than four digits, which Python's dates do not allow:
days are counted in cycles of 400 years, after which the calendar repeats.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from typing import Final

_SECOND: Final = 10**9  # nanoseconds
_DAY: Final = 86400 * _SECOND
_CYCLE_YEARS: Final = 400
_CYCLE_DAYS: Final = 146097
_CYCLE_START: Final = Date(2000, 1, 1)  # stands for the year 0
_LARGEST_YEAR: Final = 262142
_MINUS: Final = "-\u2212"


class InvalidTimestamp(Exception):
    """A text is no timestamp, or there is no such time; the message says why."""


@dataclass(frozen=True)
class Timestamp:
    """A local time with its offset as ``+HH:MM``.

    ``nanoseconds`` are those since the start of year 0. In a leap second they stay at the start
    of the second before it, and ``leap`` counts those since its own start.
    """

    nanoseconds: int
    offset: str
    leap: int | None = None

    def shifted(self, difference: int) -> Timestamp:
        """Return the time so many nanoseconds later, or earlier if they are negative."""
        if self.leap is None:
            return self._at(self.nanoseconds + difference)
        leap = self.leap + difference
        if 0 <= leap < _SECOND:
            return Timestamp(self.nanoseconds, self.offset, leap)
        # Time goes on as if there had been no leap second.
        return self._at(self.nanoseconds + leap + (_SECOND if leap < 0 else 0))

    def _at(self, nanoseconds: int) -> Timestamp:
        moved = Timestamp(nanoseconds, self.offset)
        if abs(moved.date[0]) > _LARGEST_YEAR:
            raise InvalidTimestamp("input is out of range")
        return moved

    @property
    def date(self) -> tuple[int, int, int]:
        """Year, which may be negative, month and day."""
        cycle, days = divmod(self.nanoseconds // _DAY, _CYCLE_DAYS)
        found = Date.fromordinal(_CYCLE_START.toordinal() + days)
        return cycle * _CYCLE_YEARS + found.year - _CYCLE_START.year, found.month, found.day

    @property
    def fraction(self) -> int:
        """The nanoseconds since the start of the second."""
        return self.nanoseconds % _SECOND if self.leap is None else self.leap

    def __str__(self) -> str:
        year, month, day = self.date
        shown = f"{year:04}" if 0 <= year <= 9999 else f"{year:+05}"
        minutes, seconds = divmod(self.nanoseconds % _DAY // _SECOND, 60)
        if self.leap is not None:
            seconds = 60
        clock = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{_decimals(self.fraction)}"
        return f"{shown}-{month:02}-{day:02}T{clock}{self.offset}"


def parse_rfc3339(text: str) -> Timestamp:
    """Return the time that a text tells; raise `InvalidTimestamp` if it tells none."""
    if len(text) < len("2024-02-29T23:59:59"):
        raise InvalidTimestamp("premature end of input")
    reader = _Reader(text)
    year = reader.number(4)
    month, day = reader.number(2, "-"), reader.number(2, "-")
    cycle, year = divmod(year, _CYCLE_YEARS)
    try:
        days = Date(_CYCLE_START.year + year, month, day) - _CYCLE_START
    except ValueError:
        raise InvalidTimestamp("input is out of range") from None
    hour, minute, second = (reader.number(2, separator) for separator in ("Tt ", ":", ":"))
    fraction = reader.fraction()
    if hour > 23 or minute > 59 or second > 60:
        raise InvalidTimestamp("input is out of range")
    offset = reader.offset()
    if reader.position < len(text):
        raise InvalidTimestamp("trailing input")
    minutes = ((cycle * _CYCLE_DAYS + days.days) * 24 + hour) * 60 + minute
    if second == 60:
        return Timestamp((minutes * 60 + 59) * _SECOND, offset, fraction)
    return Timestamp((minutes * 60 + second) * _SECOND + fraction, offset)


class _Reader:
    """Takes the parts of a text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def number(self, digits: int, separators: str = "") -> int:
        """Take one of the separators, if there are any, and a number of so many digits."""
        if separators:
            self.one_of(separators)
        found = self.text[self.position : self.position + digits]
        if len(found) < digits:
            raise InvalidTimestamp("premature end of input")
        if not (found.isascii() and found.isdigit()):
            raise InvalidTimestamp("input contains invalid characters")
        self.position += digits
        return int(found)

    def one_of(self, characters: str) -> str:
        """Take one of some characters."""
        char = self.text[self.position : self.position + 1]
        if not char:
            raise InvalidTimestamp("premature end of input")
        if char not in characters:
            raise InvalidTimestamp("input contains invalid characters")
        self.position += 1
        return char

    def fraction(self) -> int:
        """Take the fraction of a second, if there is one; return nanoseconds."""
        if not self.text.startswith(".", self.position):
            return 0
        start = self.position + 1
        self.number(1, ".")
        while self.text[self.position : self.position + 1] in tuple("0123456789"):
            self.position += 1
        return int(self.text[start : self.position][:9].ljust(9, "0"))

    def offset(self) -> str:
        """Take the offset; a letter Z is none."""
        sign = self.one_of(f"Zz+{_MINUS}")
        if sign in "Zz":
            return "+00:00"
        hours, minutes = self.number(2), self.number(2, ":")
        if minutes > 59 or hours > 23:
            raise InvalidTimestamp("input is out of range")
        is_west = sign in _MINUS and (hours or minutes)
        return f"{'-' if is_west else '+'}{hours:02}:{minutes:02}"


def _decimals(nanoseconds: int) -> str:
    """Return the fraction of a second with 3, 6 or 9 digits, as many as it needs."""
    if nanoseconds == 0:
        return ""
    digits = f"{nanoseconds:09d}"
    for size in (3, 6):
        if not digits[size:].strip("0"):
            return f".{digits[:size]}"
    return f".{digits}"
