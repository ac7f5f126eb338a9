"""How a string is written in YAML (reference, 09, "Emission rules").

A string is plain unless it could be misread; then it is quoted, and a text of several lines
is a literal block. Which form is chosen depends on the string alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import Final


class Style(Enum):
    """The form of a string."""

    PLAIN = "plain"
    SINGLE = "single"
    DOUBLE = "double"
    LITERAL = "literal"


# Words that some reader of YAML takes for something else than a string.
_WORDS: Final = frozenset("true false null nil ~ y yes n no on off nan".split())
_LONGEST_WORD: Final = 5

_REMEMBERED_LENGTH: Final = 64
_REMEMBERED_COUNT: Final = 20_000

# Line breaks of YAML 1.1; the writer of the reference breaks lines at all of them.
BREAKS: Final = "\n\u2028\u2029"
# The characters that are not written as they are; Python takes milliseconds for the long ranges
# of the others.
_HIDDEN: Final = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_HIDDEN_IN_LINE: Final = r"\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff"

# What certainly needs no quotes, found quickly.
_SIMPLE: Final = re.compile(
    r"[A-Za-z_/$][A-Za-z0-9_/.@=+,;()<>|$%-]*+(?:[ :][A-Za-z0-9_/.@=+,;()$%-]++)*+"
)
_PLAIN: Final = re.compile(
    rf"(?![-+.0-9#,\[\]{{}}&*!|>'\"%@` ]|[:?](?: |\Z))(?:(?! #|:(?: |\Z)| \Z)[^{_HIDDEN}])+"
)
_SPECIAL: Final = re.compile(rf"[{_HIDDEN_IN_LINE}]")
_BLANK_BEFORE_BREAK: Final = re.compile(rf" [{BREAKS}]")
_BLANK_AT_BREAK: Final = re.compile(rf" [{BREAKS}]|[{BREAKS}] ")
_ESCAPED: Final = re.compile(rf"[{_HIDDEN}\"\\]")
_TEXT_AFTER_BREAK: Final = re.compile(r"(?<=[\u2028\u2029])(?![\u2028\u2029])")
_LINE: Final = re.compile(rf"(?:\A|(?<=[{BREAKS}]))(?=[^{BREAKS}])")

_ESCAPES: Final = {
    "\0": "\\0",
    "\a": "\\a",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\v": "\\v",
    "\f": "\\f",
    "\r": "\\r",
    "\x1b": "\\e",
    '"': '\\"',
    "\\": "\\\\",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
}


class Memo(dict[str, str | None]):
    """How strings are written; what ``write`` returned for short ones is remembered.

    Most strings are found here or need no thought, so those two ways are the quick ones.
    """

    __slots__ = ("write",)

    def __init__(self, write: Callable[[str], str | None]) -> None:
        self.write = write

    def __missing__(self, text: str) -> str | None:
        length = len(text)
        if length > _REMEMBERED_LENGTH:
            return self.write(text)
        if _SIMPLE.fullmatch(text) and (length > _LONGEST_WORD or text.lower() not in _WORDS):
            written: str | None = text
        else:
            written = self.write(text)
        if len(self) < _REMEMBERED_COUNT:
            self[text] = written
        return written


def style_of(text: str) -> Style:
    """Return the form in which ``text`` is written."""
    if _PLAIN.fullmatch(text) is not None:
        return Style.SINGLE if text.lower() in _WORDS else Style.PLAIN
    if _SPECIAL.search(text) is not None:
        return Style.DOUBLE
    if "\n" in text:
        is_block = text[-1] != " " and _BLANK_BEFORE_BREAK.search(text) is None
        return Style.LITERAL if is_block else Style.DOUBLE
    return Style.SINGLE if _BLANK_AT_BREAK.search(text) is None else Style.DOUBLE


def one_line(text: str) -> str | None:
    """Return ``text`` as it is written anywhere, None if that depends on the indentation."""
    style = style_of(text)
    if style is Style.PLAIN:
        return text
    if style is Style.DOUBLE:
        return double_quoted(text)
    if style is Style.LITERAL or "\u2028" in text or "\u2029" in text:
        return None
    return "'" + text.replace("'", "''") + "'"


def indented(text: str, indent: str) -> str:
    """Return a ``text`` for which `one_line` has no answer.

    The end of a literal block is its last line, with its line break if the text has one.
    """
    if style_of(text) is Style.SINGLE:
        quoted = "'" + text.replace("'", "''") + "'"
        return _TEXT_AFTER_BREAK.sub(indent, quoted)
    return _header(text) + "\n" + _LINE.sub(indent, text)


def double_quoted(text: str) -> str:
    """Return ``text`` in double quotes with escapes."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _header(text: str) -> str:
    """Return the first line of a literal block: how it is indented and how it ends."""
    header = "|2" if text[0] == " " or text[0] in BREAKS else "|"
    if text[-1] not in BREAKS:
        return header + "-"
    return header + "+" if len(text) == 1 or text[-2] in BREAKS else header


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    short = _ESCAPES.get(character)
    if short is not None:
        return short
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
