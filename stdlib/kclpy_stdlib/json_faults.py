"""What is wrong with a text that is no JSON.

The scanner reads the bytes of a text until the first mistake; its words and positions are
those of the reference (09, "json"). It recurses no deeper than the nesting that is allowed.
"""

from __future__ import annotations

import re
from math import isinf
from typing import Final

_MOST_CONTAINERS: Final = 127
_NOTHING: Final = -1  # what stands after the last byte
_QUOTE, _COMMA, _COLON, _ESCAPE = b'",:\\'
_DIGITS: Final = frozenset(b"0123456789")
_EXPONENTS: Final = frozenset(b"eE")
_SIGNS: Final = frozenset(b"+-")
_LETTERS: Final = {ord("t"): b"rue", ord("f"): b"alse", ord("n"): b"ull"}
_ESCAPES: Final = frozenset(b'"\\/bfnrt')
_BLANKS: Final = re.compile(rb"[ \t\n\r]*")
_PLAIN_TEXT: Final = re.compile(rb'[^"\\\x00-\x1f]*')
_SOME_DIGITS: Final = re.compile(rb"[0-9]*")
_HEX: Final = re.compile(rb"[0-9a-fA-F]{4}")

_NO_VALUE = "EOF while parsing a value"
_NO_STRING = "EOF while parsing a string"
_NO_NUMBER = "invalid number"


def find_fault(text: str) -> str | None:
    """Return what is wrong with ``text``, None if it is JSON."""
    scanner = _Scanner(text.encode("utf-8", "surrogatepass"))
    try:
        scanner.document()
    except _Fault as fault:
        return fault.what
    return None


class _Fault(Exception):
    """Ends the scan at the first mistake."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class _Scanner:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.index = 0
        self.depth = 0

    def document(self) -> None:
        self.value()
        if self.after_blanks() != _NOTHING:
            raise self.fault_ahead("trailing characters")

    def value(self) -> None:
        start = self.after_blanks()
        if start == _NOTHING:
            raise self.fault_ahead(_NO_VALUE)
        if start in _LETTERS:
            self.index += 1
            self.word(_LETTERS[start])
        elif start in _DIGITS or start == ord("-"):
            self.number()
        elif start == _QUOTE:
            self.index += 1
            self.string()
        elif start == ord("["):
            self.enter()
            self.items()
        elif start == ord("{"):
            self.enter()
            self.entries()
        else:
            raise self.fault_ahead("expected value")

    # Containers

    def enter(self) -> None:
        self.depth += 1
        if self.depth > _MOST_CONTAINERS:
            raise self.fault_ahead("recursion limit exceeded")
        self.index += 1

    def items(self) -> None:
        is_first = True
        while self.has_next("]", "a list", is_first):
            is_first = False
            self.value()

    def entries(self) -> None:
        is_first = True
        while self.has_next("}", "an object", is_first):
            is_first = False
            if self.after_blanks() != _QUOTE:
                raise self.fault_ahead("key must be a string")
            self.index += 1
            self.string()
            colon = self.after_blanks()
            if colon != _COLON:
                missing = colon == _NOTHING
                raise self.fault_ahead("EOF while parsing an object" if missing else "expected `:`")
            self.index += 1
            self.value()

    def has_next(self, end: str, container: str, is_first: bool) -> bool:
        """Return whether another item follows; its comma or the end is read."""
        ahead = self.after_blanks()
        if ahead == ord(end):
            self.index += 1
            self.depth -= 1
            return False
        if ahead == _NOTHING:
            raise self.fault_ahead(f"EOF while parsing {container}")
        if is_first:
            return True
        if ahead != _COMMA:
            raise self.fault_ahead(f"expected `,` or `{end}`")
        self.index += 1
        ahead = self.after_blanks()
        if ahead == ord(end):
            raise self.fault_ahead("trailing comma")
        if ahead == _NOTHING:
            raise self.fault_ahead(_NO_VALUE)
        return True

    # Scalars

    def word(self, rest: bytes) -> None:
        for letter in rest:
            found = self.take()
            if found != letter:
                raise self.fault(_NO_VALUE if found == _NOTHING else "expected ident")

    def number(self) -> None:
        start = self.index
        if self.ahead() == ord("-"):
            self.index += 1
        first = self.take()
        if first not in _DIGITS:
            raise self.fault(_NO_VALUE if first == _NOTHING else _NO_NUMBER)
        if first != ord("0"):
            self.skip(_SOME_DIGITS)
        elif self.ahead() in _DIGITS:
            raise self.fault_ahead(_NO_NUMBER)
        if self.ahead() == ord("."):
            self.index += 1
            if self.ahead() not in _DIGITS:
                missing = self.ahead() == _NOTHING
                raise self.fault_ahead(_NO_VALUE if missing else _NO_NUMBER)
            self.skip(_SOME_DIGITS)
        if self.ahead() in _EXPONENTS:
            self.exponent()
        if isinf(float(self.data[start : self.index])):
            raise self.fault("number out of range")

    def exponent(self) -> None:
        self.index += 1
        if self.ahead() in _SIGNS:
            self.index += 1
        first = self.take()
        if first not in _DIGITS:
            raise self.fault(_NO_VALUE if first == _NOTHING else _NO_NUMBER)
        self.skip(_SOME_DIGITS)

    def string(self) -> None:
        """Read a string after its first quote."""
        while True:
            self.skip(_PLAIN_TEXT)
            found = self.take()
            if found == _QUOTE:
                return
            if found == _NOTHING:
                raise self.fault(_NO_STRING)
            if found != _ESCAPE:
                raise self.fault("control character (\\u0000-\\u001F) found while parsing a string")
            self.escape()

    def escape(self) -> None:
        found = self.take()
        if found == _NOTHING:
            raise self.fault(_NO_STRING)
        if found == ord("u"):
            self.unicode_escape()
        elif found not in _ESCAPES:
            raise self.fault("invalid escape")

    def unicode_escape(self) -> None:
        """Read the digits of ``\\uXXXX``; a surrogate must be half of a pair."""
        code = self.hex()
        if 0xDC00 <= code <= 0xDFFF:
            raise self.fault("lone leading surrogate in hex escape")
        if not 0xD800 <= code <= 0xDBFF:
            return
        for expected in b"\\u":
            found = self.take()
            if found != expected:
                raise self.fault(
                    _NO_STRING if found == _NOTHING else "unexpected end of hex escape"
                )
        if not 0xDC00 <= self.hex() <= 0xDFFF:
            raise self.fault("lone leading surrogate in hex escape")

    def hex(self) -> int:
        digits = self.data[self.index : self.index + 4]
        self.index += len(digits)
        if len(digits) < 4:
            raise self.fault(_NO_STRING)
        if _HEX.fullmatch(digits) is None:
            raise self.fault("invalid escape")
        return int(digits, 16)

    # Bytes

    def ahead(self) -> int:
        return self.data[self.index] if self.index < len(self.data) else _NOTHING

    def after_blanks(self) -> int:
        self.skip(_BLANKS)
        return self.ahead()

    def take(self) -> int:
        found = self.ahead()
        if found != _NOTHING:
            self.index += 1
        return found

    def skip(self, pattern: re.Pattern[bytes]) -> None:
        match = pattern.match(self.data, self.index)
        assert match is not None
        self.index = match.end()

    # Faults

    def fault(self, what: str) -> _Fault:
        """Return the fault of what was read last."""
        return self.at(what, self.index)

    def fault_ahead(self, what: str) -> _Fault:
        """Return the fault of what would be read next."""
        return self.at(what, min(self.index + 1, len(self.data)))

    def at(self, what: str, index: int) -> _Fault:
        line = self.data.count(b"\n", 0, index) + 1
        column = index - (self.data.rfind(b"\n", 0, index) + 1)
        return _Fault(f"{what} at line {line} column {column}")
