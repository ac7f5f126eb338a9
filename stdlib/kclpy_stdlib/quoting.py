"""Texts in double quotes as the messages of the reference show them.

Two ways are in use there, those of Rust: one keeps letters of any script, one only ASCII.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_NAMED: Final = {"\t": "\\t", "\r": "\\r", "\n": "\\n", '"': '\\"', "\\": "\\\\"}
_COMBINING: Final = ("Mn", "Me")


def quoted(text: str) -> str:
    """Return ``text`` in quotes; what cannot be seen is written as an escape."""
    return f'"{"".join(map(_visible, text))}"'


def ascii_quoted(text: str) -> str:
    """Return ``text`` in quotes; all but printable ASCII is written as an escape."""
    return f'"{"".join(map(_ascii, text))}"'


def _visible(char: str) -> str:
    if char in _NAMED or char == "\0":
        return _NAMED.get(char, "\\0")
    if char.isprintable() and unicodedata.category(char) not in _COMBINING:
        return char
    return _code(char)


def _ascii(char: str) -> str:
    if char in _NAMED or char == "'":
        return _NAMED.get(char, "\\'")
    return char if char.isascii() and char.isprintable() else _code(char)


def _code(char: str) -> str:
    return f"\\u{{{ord(char):x}}}"
