"""Formats of dates and times: a text with directives such as ``%Y`` (reference, 09 datetime).

They resemble C's, but are those of Rust's chrono: ``%f`` counts nanoseconds, ``%Z`` is an
offset, and a hyphen, underscore or zero behind the percent sign says how numbers are padded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

_DIRECTIVE = re.compile(
    r"%(?:([-_0])([YCymdewuUWGgVjHkIlMSfqs])"
    r"|(\.[369]?f|[369]f|:{1,3}z|#z|[YCymdeBbhaAwuUWGgVjDxFvHkIlPpMSfRTXrZzqcs+tn%]))"
)
_COMPOUNDS: Final = {
    "D": "%m/%d/%y",
    "x": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "v": "%e-%b-%Y",
    "R": "%H:%M",
    "T": "%H:%M:%S",
    "X": "%H:%M:%S",
    "r": "%I:%M:%S %p",
    "c": "%a %b %e %H:%M:%S %Y",
}
_BLANKS: Final = {"t": "\t", "n": "\n"}
_ALIASES: Final = {"h": "b", "k": "H", "l": "I", "e": "d"}
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a format: a directive, or a text if ``name`` is ""."""

    name: str
    text: str = ""
    padding: str = ""


class InvalidFormat(Exception):
    """A text is no format; the message names what is wrong."""


def items_of(format_: str) -> list[Item]:
    """Return the parts of a format; one that stands for others is replaced by them."""
    items: list[Item] = []
    position = 0
    while position < len(format_):
        if format_[position] != "%":
            end = format_.find("%", position)
            end = len(format_) if end < 0 else end
            items.append(Item("", format_[position:end]))
            position = end
            continue
        found = _DIRECTIVE.match(format_, position)
        if found is None:
            raise InvalidFormat(f"invalid directive '{format_[position : position + 2]}'")
        items += _expanded(found[2] or found[3], found[1] or "")
        position = found.end()
    return items


def _expanded(name: str, padding: str) -> list[Item]:
    if name in _COMPOUNDS:
        return items_of(_COMPOUNDS[name])
    if name in _BLANKS:
        return [Item("", _BLANKS[name])]
    if name == "%":
        return [Item("", "%")]
    if name in ("e", "k", "l") and not padding:
        padding = "_"
    return [Item(_ALIASES.get(name, name), padding=padding)]


@dataclass(frozen=True, slots=True)
class Moment:
    """A local time with nanoseconds, its offset from UTC and its seconds since 1970."""

    local: datetime
    nanoseconds: int
    offset: int
    timestamp: int


def formatted(items: list[Item], moment: Moment) -> str:
    """Return a moment in the form that ``items`` describe."""
    return "".join([item.text if not item.name else _text(item, moment) for item in items])


def _text(item: Item, moment: Moment) -> str:
    name = item.name
    if name in _NUMBERS:
        width, fill, value = _NUMBERS[name]
        padding = {"": fill, "-": "", "_": " ", "0": "0"}[item.padding]
        number = str(value(moment))
        return number.rjust(width, padding) if padding else number
    if name.endswith("f") and name != "f":
        digits = f"{moment.nanoseconds:09d}"
        return _fraction(name, digits, moment.nanoseconds)
    if name.endswith("z") or name == "Z":
        return _offset(name, moment.offset)
    return _WORDS[name](moment)


def _fraction(name: str, digits: str, nanoseconds: int) -> str:
    """Return a fraction of a second, with a dot if its name has one."""
    if name == ".f":
        if nanoseconds == 0:
            return ""
        size = next(size for size in (3, 6, 9) if not digits[size:].strip("0"))
        return f".{digits[:size]}"
    size = int(name[-2])
    return f".{digits[:size]}" if name[0] == "." else digits[:size]


def _offset(name: str, offset: int) -> str:
    sign = "-" if offset < 0 else "+"
    minutes, seconds = divmod(abs(offset), 60)
    hours, minutes = divmod(minutes, 60)
    if name == "z":
        return f"{sign}{hours:02d}{minutes:02d}"
    if name == "::z":
        return f"{sign}{hours:02d}:{minutes:02d}:{seconds:02d}"
    if name == ":::z":
        return f"{sign}{hours:02d}"
    if name == "#z":
        raise InvalidFormat("'%#z' can only be read")
    return f"{sign}{hours:02d}:{minutes:02d}"


def week_of_year(day: date, first_weekday: int) -> int:
    """Return the number of the week; week 1 begins with the first such weekday of the year."""
    elapsed = day.timetuple().tm_yday + 6 - (day.weekday() - first_weekday) % 7
    return elapsed // 7


# Width, filling and value of the directives for numbers.
_NUMBERS: Final[dict[str, tuple[int, str, Callable[[Moment], int]]]] = {
    "Y": (4, "0", lambda moment: moment.local.year),
    "C": (2, "0", lambda moment: moment.local.year // 100),
    "y": (2, "0", lambda moment: moment.local.year % 100),
    "m": (2, "0", lambda moment: moment.local.month),
    "d": (2, "0", lambda moment: moment.local.day),
    "w": (1, "", lambda moment: moment.local.isoweekday() % 7),
    "u": (1, "", lambda moment: moment.local.isoweekday()),
    "U": (2, "0", lambda moment: week_of_year(moment.local, 6)),
    "W": (2, "0", lambda moment: week_of_year(moment.local, 0)),
    "G": (4, "0", lambda moment: moment.local.isocalendar().year),
    "g": (2, "0", lambda moment: moment.local.isocalendar().year % 100),
    "V": (2, "0", lambda moment: moment.local.isocalendar().week),
    "j": (3, "0", lambda moment: moment.local.timetuple().tm_yday),
    "H": (2, "0", lambda moment: moment.local.hour),
    "I": (2, "0", lambda moment: (moment.local.hour + 11) % 12 + 1),
    "M": (2, "0", lambda moment: moment.local.minute),
    "S": (2, "0", lambda moment: moment.local.second),
    "f": (9, "0", lambda moment: moment.nanoseconds),
    "q": (1, "", lambda moment: (moment.local.month + 2) // 3),
    "s": (1, "", lambda moment: moment.timestamp),
}
_WORDS: Final[dict[str, Callable[[Moment], str]]] = {
    "B": lambda moment: MONTHS[moment.local.month - 1],
    "b": lambda moment: MONTHS[moment.local.month - 1][:3],
    "A": lambda moment: WEEKDAYS[moment.local.weekday()],
    "a": lambda moment: WEEKDAYS[moment.local.weekday()][:3],
    "p": lambda moment: "AM" if moment.local.hour < 12 else "PM",
    "P": lambda moment: "am" if moment.local.hour < 12 else "pm",
    "+": lambda moment: formatted(items_of("%Y-%m-%dT%H:%M:%S%.f%:z"), moment),
}
