"""Dates with times in the form of RFC 3339."""

from __future__ import annotations

import re
from datetime import datetime

_FORM = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[-+\u2212](\d\d):(\d\d))",
    re.ASCII,
)


class InvalidTimestamp(Exception):
    """A text is no timestamp; the message says why."""


def parse_rfc3339(text: str) -> tuple[datetime, int, str]:
    """Return the local time, its nanoseconds and its offset as ``+HH:MM``."""
    found = _FORM.match(text)
    if found is None:
        raise InvalidTimestamp(_reason(text))
    if found.end() < len(text):
        raise InvalidTimestamp("trailing input")
    year, month, day, hour, minute, second = [int(part) for part in found.groups()[:6]]
    offset = _offset(found)
    if second > 60:
        raise InvalidTimestamp("input is out of range")
    try:
        # A leap second is the last one of its minute.
        moment = datetime(year or 4, month, day, hour, minute, min(second, 59))
    except ValueError:
        raise InvalidTimestamp("input is out of range") from None
    fraction = found[7] or ""
    return moment, int(fraction[:9].ljust(9, "0")), offset


def _offset(found: re.Match[str]) -> str:
    if found[9] is None:
        return "+00:00"
    if int(found[9]) > 23 or int(found[10]) > 59:
        raise InvalidTimestamp("input is out of range")
    hours_minutes = f"{found[9]}:{found[10]}"
    is_east = found[8][0] == "+" or hours_minutes == "00:00"
    return ("+" if is_east else "-") + hours_minutes


def _reason(text: str) -> str:
    """Return what is wrong with a text that does not have the form."""
    if len(text) < 19 or re.fullmatch(r"[^.]{19}\.?\d*", text):
        return "premature end of input"
    return "input contains invalid characters"
