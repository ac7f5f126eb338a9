"""String literals: quotes, escapes, dedent and interpolation (reference, 01 sections 6 and 7).

A string is decoded in this order: escapes, then the dedent of triple-quoted ones. In a string
with interpolations the literal stretches between them are decoded one by one, and their
margins are taken from the whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ESCAPE = re.compile(
    r"\\(?:([\\'\"abfnrtv])|([0-7]{1,3})|(\r?\n)"
    r"|x(?:([0-9a-fA-F]{2})|())|u(?:([0-9a-fA-F]{4})|())|U(?:([0-9a-fA-F]{8})|())"
    r"|N(?:\{([^}]*)\}|()))"
)
_SIMPLE = {
    "\\": "\\",
    "'": "'",
    '"': '"',
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}


class BadEscapeError(ValueError):
    """An escape is incomplete or names no character."""


class Quoted(NamedTuple):
    """A string taken apart: ``text[start:end]`` of the literal stands between the quotes."""

    start: int
    end: int
    is_raw: bool
    is_long: bool


def unquote(text: str) -> Quoted:
    """Return where the content of the string ``text`` begins and ends, and of what kind it is."""
    is_raw = text[0] in "rR"
    start = 1 if is_raw else 0
    quotes = text[start : start + 3]
    is_long = quotes in ('"""', "'''") and len(text) >= start + 3
    if not is_long:
        quotes = quotes[:1]
    start += len(quotes)
    end = len(text)
    if end >= start + len(quotes) and text.endswith(quotes):
        end -= len(quotes)
    return Quoted(start, end, is_raw, is_long)


def plain_value(text: str) -> str:
    """Return the value of a string without interpolation; raises `BadEscapeError`."""
    quoted = unquote(text)
    body = text[quoted.start : quoted.end]
    if quoted.is_long:
        body = body.replace("\r\n", "\n")
    if not quoted.is_raw and "\\" in body:
        body = unescape(body)
    return dedent(body) if quoted.is_long else body


def has_interpolation(text: str) -> bool:
    """Whether the string ``text`` is to be read for ``${…}``."""
    return "${" in text and text[0] not in "rR"


def has_legal_escapes(text: str) -> bool:
    """Whether all escapes in the string ``text``, which is not raw, mean a character."""
    try:
        unescape(text)
    except BadEscapeError:
        return False
    return True


def unescape(body: str) -> str:
    """Return ``body`` with its escapes replaced; raises `BadEscapeError`."""
    return _ESCAPE.sub(_unescaped, body)


def _unescaped(match: re.Match[str]) -> str:
    simple, octal, newline = match.group(1, 2, 3)
    if simple is not None:
        return _SIMPLE[simple]
    if octal is not None:
        return chr(int(octal, 8))
    if newline is not None:
        return ""
    name = match[10]
    if name is not None:
        return _named(name)
    digits = match[4] or match[6] or match[8]
    if digits is None:
        raise BadEscapeError
    code = int(digits, 16)
    if 0xD800 <= code < 0xE000:
        return "\ufffd"
    if code > 0x10FFFF:
        raise BadEscapeError
    return chr(code)


def _named(name: str) -> str:
    """Return the character called ``name``."""
    import unicodedata  # rarely needed, and large

    try:
        return unicodedata.lookup(name)
    except KeyError:
        raise BadEscapeError from None


def dedent(value: str) -> str:
    """Return ``value`` without its margin, and without its first line if that is empty."""
    if "\n" not in value:
        return value[margin([value]) :]
    lines = value.split("\n")
    width = margin(lines)
    if width:
        lines = [line[min(width, _blanks(line)) :] for line in lines]
    if not lines[0]:
        del lines[0]
    return "\n".join(lines)


def margin(lines: list[str]) -> int:
    """Return how many blanks all ``lines`` begin with.

    Blank lines don't count, except for the last one unless it is empty.
    """
    last = len(lines) - 1
    widths = [_blanks(line) for i, line in enumerate(lines) if line.strip() or (i == last and line)]
    return min(widths, default=0)


def _blanks(line: str) -> int:
    """Return the number of spaces and tabs ``line`` begins with."""
    return len(line) - len(line.lstrip(" \t"))
