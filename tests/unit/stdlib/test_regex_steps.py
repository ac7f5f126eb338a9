"""Matching step by step: the same as ``re``, and always an end."""

from __future__ import annotations

import random

import pytest

from kclpy_stdlib.regex_bound import steps_of_search
from kclpy_stdlib.regex_search import Regex
from kclpy_stdlib.regex_steps import Matcher, Program
from kclpy_stdlib.regex_syntax import InvalidPattern
from tests.unit.stdlib.calls import call, failure

PARTS = (
    *("a", "b", "[ab]", "[^b]", ".", r"\w", "(a|b)", "(?:ab|c)", "^", "$", "(a*)", r"\b", "(?=b)"),
    *("(?!a)", "(?<=a)", "(?>a+)", "(b?)", "()", "|", "(?i)B", "(?:a|ab)", r"(\w+)", "(?:(a)|b)"),
)
OPERATORS = ("", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}", "{1,}", "*+")


def random_pattern(choose: random.Random) -> str:
    """Return a pattern, which need not be valid."""
    parts = range(choose.randint(1, 4))
    pattern = "".join(choose.choice(PARTS) + choose.choice(OPERATORS) for _ in parts)
    form = choose.randint(0, 9)
    if form < 3:
        return f"(?:{pattern}){choose.choice(OPERATORS)}{choose.choice(PARTS)}"
    return rf"({pattern})\1" if form == 3 else pattern


def test_same_as_re() -> None:
    choose = random.Random(1)
    compared = 0
    while compared < 400:
        pattern = random_pattern(choose)
        try:
            regex = Regex(pattern)
        except InvalidPattern:
            continue
        if regex.repeats_nothing:
            continue
        compared += 1
        text = "".join(choose.choice("abcB \n") for _ in range(choose.randint(0, 8)))
        theirs = regex.compiled.search(text)
        ours = Matcher(Program(regex.node, regex.groups), text).search(0)
        assert (theirs is None) == (ours is None), (pattern, text)
        if theirs is not None and ours is not None:
            groups = range(regex.groups + 1)
            assert theirs.span() == ours.span(), (pattern, text)
            assert [theirs[g] for g in groups] == [ours[g] for g in groups], (pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a+)+$", "a" * 400 + "b"),
        ("(a|aa)+$", "a" * 400 + "b"),
        ("a*a*a*a*a*b", "a" * 400),
        ("(.*)(.*)(.*)(.*)x", "y" * 300),
        ("(a*)*b", "a" * 400),
        ("(?=(a+)+b)a", "a" * 200),
        ("(?>(a|aa)+b)", "a" * 200),
        ("(?i)(a|A|aA)+$", "aA" * 100 + "b"),
    ],
)
def test_patterns_that_re_would_not_finish(pattern: str, text: str) -> None:
    assert steps_of_search(Regex(pattern).node, text) > 1e8
    assert call("regex.match", text, pattern) is False
    assert call("regex.replace", text, pattern, "") == text


def test_back_references_have_a_limit() -> None:
    pattern = r"(a*)*(a*)*\1\2b"
    assert failure("regex.match", "a" * 100, pattern) == (
        f"regex.match() gives up on the pattern '{pattern}' after 2,000,000 steps"
    )


def test_ordinary_patterns_are_cheap() -> None:
    text = "name = value, 192.168.0.1 path/to/file.txt\n" * 2000
    for pattern in (r"\s+", r"(\w+)\s*=\s*(\w+)", r"(\d{1,3}\.){3}\d{1,3}", r"^[a-z]+$", "a|b"):
        assert steps_of_search(Regex(pattern).node, text) < 1e7, pattern


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("(b?)*(x?)", [["b", ""]]), ("((b*)+)(x?)", [["bb", "bb", ""]]), ("(?:b??)*", ["", "", ""])],
)
def test_nothing_is_not_repeated(pattern: str, expected: list[object]) -> None:
    assert call("regex.findall", "bb", pattern) == expected
