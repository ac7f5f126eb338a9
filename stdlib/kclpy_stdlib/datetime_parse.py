"""Reading a date or time by a format, to tell whether a text has that form.

The text is read into fields, each given once or twice alike; then they must make a date and
agree with it, or they must make a time of day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from kclpy_stdlib.datetime_format import MONTHS, WEEKDAYS, Item, week_of_year
from kclpy_stdlib.timestamps import InvalidTimestamp, parse_rfc3339

# The most digits of each number, and the values it may have.
_NUMBERS = {
    "Y": (4, -9999, 9999),
    "G": (4, -9999, 9999),
    "C": (2, 0, 99),
    "y": (2, 0, 99),
    "g": (2, 0, 99),
    "m": (2, 1, 12),
    "d": (2, 1, 31),
    "w": (1, 0, 6),
    "u": (1, 1, 7),
    "U": (2, 0, 53),
    "W": (2, 0, 53),
    "V": (2, 1, 53),
    "j": (3, 1, 366),
    "H": (2, 0, 23),
    "I": (2, 1, 12),
    "M": (2, 0, 59),
    "S": (2, 0, 60),
    "f": (9, 0, 999999999),
    "q": (1, 1, 4),
    "s": (18, 0, 10**18),
}
_SIGNED = frozenset("YG")


class _Mismatch(Exception):
    """The text does not have the form."""


def fits(items: list[Item], text: str) -> bool:
    """Return whether a text is a date, a time or both in the form that ``items`` describe."""
    try:
        fields = _Reader(text).fields(items)
        if "s" in fields:
            return True
        return _is_date(fields) or _is_time(fields)
    except _Mismatch:
        return False


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[str, int] = {}

    def fields(self, items: list[Item]) -> dict[str, int]:
        """Read the whole text; return the value of each field."""
        for item in items:
            self._item(item)
        if self.text:
            raise _Mismatch
        return self.found

    def _item(self, item: Item) -> None:
        name = item.name
        if not name:
            self._literal(item.text)
        elif name in _NUMBERS:
            self._number(name)
        elif name in ("b", "B"):
            self._set("m", self._word(MONTHS, is_long=name == "B") + 1)
        elif name in ("a", "A"):
            self._set("weekday", self._word(WEEKDAYS, is_long=name == "A"))
        elif name in ("p", "P"):
            self._set("half", int(self._match(r"(?i:am|pm)")[0] in "pP"))
        elif name.endswith("f"):
            self._fraction(name)
        elif name == "Z":
            self._match(r"\S*")
        elif name == "+":
            self._timestamp()
        else:
            self._offset(name)

    def _match(self, form: str) -> str:
        found = re.compile(form).match(self.text)
        if found is None:
            raise _Mismatch
        self.text = self.text[found.end() :]
        return found[0]

    def _literal(self, text: str) -> None:
        """Read a text as it is, but any white space where it has some."""
        for part in re.findall(r"\s+|\S+", text):
            if part.isspace():
                self.text = self.text.lstrip()
            elif self.text.startswith(part):
                self.text = self.text[len(part) :]
            else:
                raise _Mismatch

    def _number(self, name: str) -> None:
        size, low, high = _NUMBERS[name]
        self.text = self.text.lstrip()
        digits = self._match((r"[-+]?" if name in _SIGNED else "") + rf"[0-9]{{1,{size}}}")
        value = int(digits)
        if not low <= value <= high:
            raise _Mismatch
        if name == "w":
            self._set("weekday", (value - 1) % 7)
        elif name == "u":
            self._set("weekday", value - 1)
        elif name == "H":
            self._set("half", value // 12)
            self._set("I", value % 12)
        else:
            self._set(name, value % 12 if name == "I" else value)

    def _set(self, name: str, value: int) -> None:
        if self.found.setdefault(name, value) != value:
            raise _Mismatch

    def _word(self, words: tuple[str, ...], is_long: bool) -> int:
        """Read a name, of which three letters are enough."""
        start = self.text[:3].lower()
        for number, word in enumerate(words):
            if word[:3].lower() == start:
                whole = is_long and self.text[: len(word)].lower() == word.lower()
                self.text = self.text[len(word) if whole else 3 :]
                return number
        raise _Mismatch

    def _fraction(self, name: str) -> None:
        if name[0] == "." and not self.text.startswith("."):
            return
        dot = r"\." if name[0] == "." else ""
        digits = self._match(dot + ("[0-9]+" if name == ".f" else f"[0-9]{{{name[-2]}}}"))
        self._set("f", int(digits.lstrip(".")[:9].ljust(9, "0")))

    def _offset(self, name: str) -> None:
        self.text = self.text.lstrip()
        if name == "#z":
            self._match(r"[zZ]|[-+\u2212][0-9]{2}\s*:?\s*([0-5][0-9])?")
        else:
            self._match(r"[-+\u2212][0-9]{2}\s*:?\s*[0-5][0-9]")

    def _timestamp(self) -> None:
        try:
            moment = parse_rfc3339(self.text)
        except InvalidTimestamp:
            raise _Mismatch from None
        self.text = ""
        for name, value in zip("Ymd", moment.date, strict=True):
            self._set(name, value)
        self._set("f", moment.fraction)


def _is_date(fields: dict[str, int]) -> bool:
    """Return whether fields make a date and do not contradict each other."""
    try:
        day = _date(fields)
    except (ValueError, OverflowError):
        return False
    if day is None:
        return False
    calendar = day.isocalendar()
    actual = {
        "m": day.month,
        "d": day.day,
        "j": day.timetuple().tm_yday,
        "weekday": day.weekday(),
        "U": week_of_year(day, 6),
        "W": week_of_year(day, 0),
        "V": calendar.week,
        "G": calendar.year,
        "g": calendar.year % 100,
        "q": (day.month + 2) // 3,
    }
    return all(fields.get(name, value) == value for name, value in actual.items())


def _date(fields: dict[str, int]) -> date | None:
    """Return the date that the fields determine, None if they are too few."""
    year = _year(fields)
    weekday = fields.get("weekday")
    if year is not None:
        # Python knows no year before 1; leap years come again after 400.
        year = year if 1 <= year <= 9999 else year % 400 + 2000
        if "m" in fields and "d" in fields:
            return date(year, fields["m"], fields["d"])
        if "j" in fields:
            return _checked_year(date(year, 1, 1) + timedelta(fields["j"] - 1), year)
        for name, first in (("U", 6), ("W", 0)):
            if name in fields and weekday is not None:
                start = date(year, 1, 1)
                offset = (first - start.weekday()) % 7 + (fields[name] - 1) * 7
                return _checked_year(start + timedelta(offset + (weekday - first) % 7), year)
    if "G" in fields and "V" in fields and weekday is not None:
        return date.fromisocalendar(fields["G"], fields["V"], weekday + 1)
    return None


def _year(fields: dict[str, int]) -> int | None:
    if "Y" in fields:
        return fields["Y"]
    if "y" not in fields:
        return None
    if "C" in fields:
        return fields["C"] * 100 + fields["y"]
    return fields["y"] + (1900 if fields["y"] >= 70 else 2000)


def _checked_year(day: date, year: int) -> date:
    if day.year != year:
        raise ValueError
    return day


def _is_time(fields: dict[str, int]) -> bool:
    if "half" not in fields or "I" not in fields or "M" not in fields:
        return False
    return "f" not in fields or "S" in fields
