"""The module regex, and the translation of patterns (reference, 09)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.stdlib.calls import call, failure

FOUND: list[tuple[str, str, list[Any]]] = [
    (r"a{,2}", "aaa", ["aa", "a"]),
    (r"", "abc", ["", "", "", ""]),
    (r"b*", "abc", ["", "b", ""]),
    (r"([a-z])\d+", "a1b22", ["a1", "b22"]),
    (r"([a-z])(\d)?", "a1b", [["a", "1"], ["b", ""]]),
    (r"a$", "a\n", []),
    (r"(?m)^a$", "b\na\n", ["a"]),
    (r"(?s).", "\n", ["\n"]),
    (r"a(?i)b|c", "aB C", ["aB", "C"]),
    (r"(?i:a)b", "Ab AB", ["Ab"]),
    (r"(?x) a b # c", "ab", ["ab"]),
    (r"(?U)a+", "aa", ["a", "a"]),
    (r"(?P<n>a)\k<n>", "aa", ["aa"]),
    (r"(?<n>a)(?P=n)", "aa", ["aa"]),
    (r"(?<=a|bc)d", "ad bcd cd", ["d", "d"]),
    (r"(?<!a|bc)d", "ad bcd cd", ["d"]),
    (r"a++a", "aaa", []),
    (r"(?>a+)b", "aab", ["aab"]),
    (r"[a-z&&[^aeiou]]", "abe", ["b"]),
    (r"[a-z--[aeiou]]", "abe", ["b"]),
    (r"[a-c~~[b-d]]", "abcd", ["a", "d"]),
    (r"[^a&&b]", "ab", ["a", "b"]),
    (r"[]a]", "]a", ["]", "a"]),
    (r"[--b]", "a-b", ["-", "b"]),
    (r"[[:alpha:]_]", "a1_", ["a", "_"]),
    (r"[[:^alpha:]]", "a1", ["1"]),
    (r"\p{Lu}\p{Greek}?", "AΩb", ["AΩ"]),
    (r"\P{L}", "a1", ["1"]),
    (r"\h+", "xff", ["ff"]),
    (r"\x41\x{42}\u0043", "ABC", ["ABC"]),
    (r"\s", "\x1c\u3000", ["\u3000"]),
    (r"\z", "a", [""]),
    (r"a{x}", "a{x}", ["a{x}"]),
    (r"|a", "a", ["a"]),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), FOUND)
def test_findall(pattern: str, text: str, expected: list[Any]) -> None:
    assert call("regex.findall", text, pattern) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        *("(a", "a)", "*", "a**", "^*", "(?=a)*", "[a", "[z-a]", r"[\d-z]", r"\Z", r"\y"),
        *("(?z)a", "(?)", "(?(1)a)", r"(a)\2", r"\k<n>", r"\p{Foo}", r"\x{110000}", "(?<=a*)b"),
        *("a{3,2}", "(?P<a", "(?#", "\\"),
    ],
)
def test_invalid_pattern(pattern: str) -> None:
    assert call("regex.compile", pattern) is False
    assert failure("regex.match", "a", pattern).startswith(
        f"regex.match() invalid pattern '{pattern}': "
    )


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("ab", "(a)(b)", r"\1 $1x ${1}x $2$1 $$1 $ $3 $"), "\\1  ax ba $1 $  $"),
        (("xaby", "(?<n>a)(b)", "[$n$0]"), "x[aab]y"),
        (("aXbXc", "X", "-", 1), "a-bXc"),
        (("aXbXc", "X", "-", -1), "a-b-c"),
        (("abc", "", "-", 2), "-a-bc"),
    ],
)
def test_replace(args: tuple[Any, ...], expected: str) -> None:
    assert call("regex.replace", *args) == expected


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("a,b;c", "[,;]"), ["a", "b", "c"]),
        (("a,b;c", "[,;]", 1), ["a", "b;c"]),
        (("abc", ""), ["", "a", "b", "c", ""]),
        (("abc", "b*"), ["", "a", "c", ""]),
        (("a1b2", r"(\d)"), ["a", "b", ""]),
        (("", ","), [""]),
    ],
)
def test_split(args: tuple[Any, ...], expected: list[str]) -> None:
    assert call("regex.split", *args) == expected


def test_match_searches() -> None:
    assert call("regex.match", "xay", "a")
    assert call("regex.search", "xay", "a$") is False
