"""Member functions of strings (reference, 08 section 3)."""

from __future__ import annotations

from typing import Any

import pytest

from kclpy.runtime.values import Undefined
from tests.unit.stdlib.calls import call, failure, is_same

RESULTS: list[tuple[str, tuple[Any, ...], Any]] = [
    ("capitalize", ("ßa",), "SSa"),
    ("capitalize", ("ΑΣ ΑΣ",), "Ασ ας"),
    ("chars", ("é😀",), ["é", "😀"]),
    ("count", ("abc", ""), 4),
    ("count", ("é", ""), 2),
    ("count", ("éa", "a", 1), 1),
    ("count", ("abc", "", 4), 0),
    ("endswith", ("abc", "", 2, 1), False),
    ("find", ("éb", "b"), 2),
    ("find", ("abc", "c", None, None), 2),
    ("find", ("abc", "", 4), -1),
    ("isalnum", ("½a",), True),
    ("isalpha", ("กี",), True),
    ("isalpha", ("",), False),
    ("isdigit", ("1²",), True),
    ("isdigit", ("٣",), False),
    ("isspace", ("\x1c\u2028",), True),
    ("istitle", ("Hello world",), False),
    ("islower", ("a1",), True),
    ("isupper", ("ǅ",), False),
    ("join", (",", [1, 2.5, True, None]), "1,2.5,True,None"),
    ("join", ("-", "abc"), "a-b-c"),
    ("lower", ("ΑΣ",), "ας"),
    ("upper", ("ß",), "SS"),
    ("replace", ("abc", "", "-"), "-a-b-c-"),
    ("replace", ("aaa", "a", "b", 2), "bba"),
    ("replace", ("aXb", "X", 1), "ab"),
    ("removeprefix", ("aa", "a"), "a"),
    ("removesuffix", ("aa", ""), "aa"),
    ("rfind", ("éa", ""), 3),
    ("rsplit", (" a b  c ", None, 1), [" a b", "c"]),
    ("rsplit", ("abc", "", 1), ["abc", ""]),
    ("split", (" a  b c ",), ["a", "b", "c"]),
    ("split", (" a  b c ", None, 1), ["a", "b c "]),
    ("split", ("a\xa0b",), ["a\xa0b"]),
    ("split", ("abc", ""), ["", "a", "b", "c", ""]),
    ("split", ("abc", "", 1), ["", "abc"]),
    ("split", ("a,b", ",", 0), ["a,b"]),
    ("split", ("a,b", 5), ["", "a", ",", "b", ""]),
    ("splitlines", ("a\r\nb\n\nc\r\u2028\x0b",), ["a", "b", "", "c", "\u2028\x0b"]),
    ("splitlines", ("a\n", True), ["a\n"]),
    ("startswith", ("éa", "a", 2), True),
    ("strip", ("\x1c a\x85",), "\x1c a"),
    ("strip", ("xxaxy", "xy"), "a"),
    ("strip", ("a", Undefined), "a"),
    ("title", ("it's a1b",), "It'S A1B"),
    ("title", ("ΑΣ",), "Ασ"),
]

FAILURES: list[tuple[str, tuple[Any, ...], str]] = [
    ("find", ("a",), "find() takes at least 1 argument (0 given)"),
    ("find", ("a", 1), "Invalid str object in str_find"),
    ("index", ("a", "b"), "substring not found"),
    ("rindex", ("a", "b"), "substring not found"),
    ("join", ("a", 1), "'int' object is not iterable"),
    ("removeprefix", ("a",), "expect 1 argument, found 0"),
    ("replace", ("a", "b"), "expect 2 arguments, found 1"),
]


@pytest.mark.parametrize(("name", "args", "expected"), RESULTS)
def test_result(name: str, args: tuple[Any, ...], expected: Any) -> None:
    assert is_same(call(f"str.{name}", *args), expected)


@pytest.mark.parametrize(("name", "args", "message"), FAILURES)
def test_failure(name: str, args: tuple[Any, ...], message: str) -> None:
    assert failure(f"str.{name}", *args) == message


def test_keywords_are_heard() -> None:
    assert call("str.strip", "abca", chars="a") == "bc"
    assert call("str.find", "abc", sub="b") == 1
    assert call("str.startswith", "abc", "b", start=1)
    assert call("str.replace", "aaa", "a", "b", count=1) == "baa"
    assert call("str.join", ",", iter=[1, 2]) == "1,2"
    assert call("str.split", "a,b", sep=",", maxsplit=1) == ["a", "b"]
