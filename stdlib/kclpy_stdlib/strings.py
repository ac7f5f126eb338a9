"""The member functions of strings (reference, 08 section 3).

Offsets count UTF-8 bytes; in a string of ASCII characters those are its characters. An
argument that is `None` counts as absent. Only a value of type any can bring one of a wrong kind,
which counts as the empty string or zero; of other numbers than ints the whole part counts.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import fail
from kclpy.runtime.operators import is_truthy, iterate
from kclpy.runtime.text import to_text
from kclpy.runtime.values import NumberMultiplier, Undefined, Value
from kclpy_stdlib.alphabetic import is_alphabetic
from kclpy_stdlib.formatting import format_text

library = Library("str", fail)

_WHITE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_DIGITS = frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST = 2**63 - 1  # no offset or count is greater
_AT_LEAST_ONE = "{name}() takes at least 1 argument (0 given)"
_ONE = "expect 1 argument, found 0"

member = library.member("str")
search = library.member("str", missing=_AT_LEAST_ONE)


# Case


@member
def capitalize(self: str) -> str:
    """Return the text with its first character in upper case and the rest in lower case.

    Example: `"hello World".capitalize()` is `"Hello world"`.
    """
    return self[:1].upper() + self[1:].lower()


@member
def lower(self: str) -> str:
    """Return the text in lower case.

    Example: `"HeLLo".lower()` is `"hello"`.
    """
    return self.lower()


@member
def upper(self: str) -> str:
    """Return the text in upper case.

    Example: `"hello".upper()` is `"HELLO"`.
    """
    return self.upper()


@member
def title(self: str) -> str:
    """Return the text with an upper-case letter at the start of each word.

    Example: `"hello world".title()` is `"Hello World"`.
    """
    # Character by character, so that a final sigma is as any other.
    return self.title() if "Σ" not in self else self.title().replace("ς", "σ")


# What the characters are


@member
def isalnum(self: str) -> bool:
    """Return whether there are characters, all of them letters or digits.

    Example: `"a1".isalnum()` is `True`.
    """
    return self.isalnum() or _all(self, lambda char: char.isalnum() or is_alphabetic(char))


@member
def isalpha(self: str) -> bool:
    """Return whether there are characters, all of them letters.

    Example: `"a1".isalpha()` is `False`.
    """
    return self.isalpha() or _all(self, is_alphabetic)


def _all(text: str, holds: Callable[[str], bool]) -> bool:
    """Return whether there are characters and something holds for all of them."""
    return not text.isascii() and all(map(holds, text))


@member
def isdigit(self: str) -> bool:
    """Return whether there are characters, all of them digits.

    Example: `"12".isdigit()` is `True`.
    """
    return bool(self) and _DIGITS.issuperset(self)


@member
def islower(self: str) -> bool:
    """Return whether there are letters, none of them in upper case.

    Example: `"abc".islower()` is `True`.
    """
    return _has_case(self, str.islower, str.isupper)


@member
def isupper(self: str) -> bool:
    """Return whether there are letters, none of them in lower case.

    Example: `"ABC".isupper()` is `True`.
    """
    return _has_case(self, str.isupper, str.islower)


def _has_case(text: str, wanted: Callable[[str], bool], other: Callable[[str], bool]) -> bool:
    """Return whether some letter has the wanted case and none the other; title case is neither."""
    if text.isascii():
        return wanted(text)
    return any(map(wanted, text)) and not any(map(other, text))


@member
def isspace(self: str) -> bool:
    """Return whether there are characters, all of them white space.

    Example: `"  ".isspace()` is `True`.
    """
    return self.isspace()


@member
def istitle(self: str) -> bool:
    """Return whether all words begin with an upper-case letter and go on in lower case.

    Example: `"Hello World".istitle()` is `True`.
    """
    return self.istitle()


# Searching


@search
def count(self: str, sub: str, start: int | None = None, end: int | None = None) -> int:
    """Return how often `sub` occurs without overlaps, between the byte offsets if given.

    Example: `"banana".count("an")` is `2`.
    """
    text, part = _searched(self, sub, "count")
    first, last = _offset(start), _offset(end)
    if part or type(text) is str:
        return int(text.count(part, first, last))
    # Nothing stands between characters, not between their bytes.
    is_inside = text.find(b"", first, last) >= 0
    return len(text[first:last].decode(errors="ignore")) + 1 if is_inside else 0


@search
def find(self: str, sub: str, start: int | None = None, end: int | None = None) -> int:
    """Return the byte offset of the first `sub`, -1 if there is none.

    Example: `"banana".find("an")` is `1`.
    """
    text, part = _searched(self, sub, "find")
    return int(text.find(part, _offset(start), _offset(end)))


@search
def index(self: str, sub: str, start: int | None = None, end: int | None = None) -> int:
    """Return the byte offset of the first `sub`; it is an error if there is none.

    Example: `"banana".index("na")` is `2`.
    """
    text, part = _searched(self, sub, "index")
    return _found(text.find(part, _offset(start), _offset(end)))


@search
def rfind(self: str, sub: str, start: int | None = None, end: int | None = None) -> int:
    """Return the byte offset of the last `sub`, -1 if there is none.

    Example: `"banana".rfind("an")` is `3`.
    """
    text, part = _searched(self, sub, "rfind")
    return int(text.rfind(part, _offset(start), _offset(end)))


@search
def rindex(self: str, sub: str, start: int | None = None, end: int | None = None) -> int:
    """Return the byte offset of the last `sub`; it is an error if there is none.

    Example: `"banana".rindex("na")` is `4`.
    """
    text, part = _searched(self, sub, "rindex")
    return _found(text.rfind(part, _offset(start), _offset(end)))


@search
def startswith(self: str, val: str, start: int | None = None, end: int | None = None) -> bool:
    """Return whether the text, or what is between the byte offsets, begins with `val`.

    Example: `"banana".startswith("ban")` is `True`.
    """
    text, part = _searched(self, val, "startswith")
    return bool(text.startswith(part, _offset(start), _offset(end)))


@search
def endswith(self: str, val: str, start: int | None = None, end: int | None = None) -> bool:
    """Return whether the text, or what is between the byte offsets, ends with `val`.

    Example: `"banana".endswith("na")` is `True`.
    """
    text, part = _searched(self, val, "endswith")
    return bool(text.endswith(part, _offset(start), _offset(end)))


def _searched(text: str, part: Value, name: str) -> tuple[Any, Any]:
    """Return text and part such that offsets in the text are bytes."""
    if type(part) is not str:
        raise fail(f"Invalid str object in str_{name}")
    return (text, part) if text.isascii() else (text.encode(), part.encode())


def _offset(value: Value) -> int | None:
    """Return the whole part of an optional number: None if it is absent, 0 of other values."""
    if _is_absent(value):
        return None
    if isinstance(value, NumberMultiplier):
        value = value.value
    if type(value) is float and isfinite(value):
        value = int(value)
    return max(-_MOST, min(value, _MOST)) if type(value) is int else 0


def _is_absent(value: Value) -> bool:
    return value is None or value is Undefined


def _found(offset: int) -> int:
    if offset < 0:
        raise fail("substring not found")
    return offset


# Taking apart and putting together


@member
def chars(self: str) -> list[str]:
    """Return the characters.

    Example: `"abc".chars()` is `["a", "b", "c"]`.
    """
    return list(self)


@library.member("str", missing="called `Option::unwrap()` on a `None` value")
def join(self: str, iter: list[Any]) -> str:
    """Return the texts of the items of a list, with this text between them.

    Example: `"-".join(["a", 1])` is `"a-1"`.
    """
    items = iterate(iter)
    return self.join([item if type(item) is str else to_text(item) for item in items])


@member
def split(self: str, sep: str | None = None, maxsplit: int | None = None) -> list[str]:
    """Return the parts between `sep`, or between white space; at most `maxsplit` are cut off.

    Example: `"a,b,c".split(",", 1)` is `["a", "b,c"]`.
    """
    limit = _limit(maxsplit)
    if _is_absent(sep):
        # White space is that of ASCII, as it is for bytes.
        return [part.decode() for part in self.encode().split(None, limit)]
    separator = _text(sep)
    if separator:
        return self.split(separator, limit)
    parts = ["", *self, ""]
    if 0 <= limit < len(parts) - 1:
        parts[limit:] = ["".join(parts[limit:])]
    return parts


@member
def rsplit(self: str, sep: str | None = None, maxsplit: int | None = None) -> list[str]:
    """Return the parts as `split` does, but cut them off from the right.

    Example: `"a,b,c".rsplit(",", 1)` is `["a,b", "c"]`.
    """
    limit = _limit(maxsplit)
    if _is_absent(sep):
        return [part.decode() for part in self.encode().rsplit(None, limit)]
    separator = _text(sep)
    if separator:
        return self.rsplit(separator, limit)
    parts = ["", *self, ""]
    if 0 <= limit < len(parts) - 1:
        kept = len(parts) - limit
        parts[:kept] = ["".join(parts[:kept])]
    return parts


def _limit(value: Value) -> int:
    limit = _offset(value)
    return -1 if limit is None else limit


def _text(value: Value) -> str:
    return value if type(value) is str else ""


@member
def splitlines(self: str, keepends: bool | None = False) -> list[str]:
    """Return the lines; with `keepends` each with its line break.

    Example: `"one".splitlines()` is `["one"]`.
    """
    # Of strings Python also breaks at form feeds and the like, of bytes it does not.
    lines = self.encode().splitlines(keepends=is_truthy(keepends))
    return [line.decode() for line in lines]


# Replacing and removing


@library.member("str", missing="expect 2 arguments, found {given}")
def replace(self: str, old: str, new: str, count: int | None = None) -> str:
    """Return the text with `new` in place of `old`, at the first `count` places.

    Example: `"banana".replace("a", "o", 2)` is `"bonona"`.
    """
    return self.replace(_text(old), _text(new), _limit(count))


@library.member("str", missing=_ONE)
def removeprefix(self: str, prefix: str) -> str:
    """Return the text without `prefix` at its start.

    Example: `"v1.2".removeprefix("v")` is `"1.2"`.
    """
    return self.removeprefix(_text(prefix))


@library.member("str", missing=_ONE)
def removesuffix(self: str, suffix: str) -> str:
    """Return the text without `suffix` at its end.

    Example: `"a.yaml".removesuffix(".yaml")` is `"a"`.
    """
    return self.removesuffix(_text(suffix))


@member
def strip(self: str, chars: str | None = None) -> str:
    """Return the text without white space, or without any of `chars`, at both ends.

    Example: `"  a ".strip()` is `"a"`.
    """
    return self.strip(_stripped(chars))


@member
def lstrip(self: str, chars: str | None = None) -> str:
    """Return the text without white space, or without any of `chars`, at its start.

    Example: `"xxa".lstrip("x")` is `"a"`.
    """
    return self.lstrip(_stripped(chars))


@member
def rstrip(self: str, chars: str | None = None) -> str:
    """Return the text without white space, or without any of `chars`, at its end.

    Example: `"axx".rstrip("x")` is `"a"`.
    """
    return self.rstrip(_stripped(chars))


def _stripped(chars: Value) -> str:
    return _WHITE if _is_absent(chars) else _text(chars)


@member
def format_(self: str, *args: Any, **kwargs: Any) -> str:
    """Return the text with its fields in braces filled in (reference, 08 section 6).

    Example: `"{}-{name:03d}".format("web", name=7)` is `"web-007"`.
    """
    return format_text(self, args, kwargs)
