"""Similar names (reference, 04 section 5.1)."""

from __future__ import annotations

import pytest

from kclpy.semantics.checker.suggestions import suggest


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        ("foobat", ["foobar", "foobaz1", "foo", "float"], ("float", "foo", "foobaz1", "foobar")),
        ("ab", ["abs", "abcde", "abcd", "abc", "a", "ba"], ("abcde", "a", "abcd", "abs", "abc")),
        ("nam", ["name", "nameX", "namex"], ("nameX", "namex", "name")),
        ("abcdxy", ["abcdpqrstu"], ("abcdpqrstu",)),  # the whole prefix counts
        ("or_extra", ["_extra"], ("_extra",)),  # half a transposition is none
        ("lne", ["len"], ()),
        ("x", [], ()),
    ],
)
def test_suggest(name: str, candidates: list[str], expected: tuple[str, ...]) -> None:
    assert suggest(name, candidates) == expected
