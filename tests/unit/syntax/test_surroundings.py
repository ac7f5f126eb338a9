"""Statements that are read alike whether or not the brackets of their file match."""

from __future__ import annotations

import pytest

from kclpy.diagnostics import Diagnostics
from kclpy.source import SourceFile
from kclpy.syntax.lexer import goes_on
from kclpy.syntax.parser import parse, parse_plain
from kclpy.syntax.tolerant.surroundings import Piece, Surroundings, are_balanced, is_plain

PLAIN = (
    "a = 1\n",
    "a = {\n    b = 1\n    c = [\n        1\n        2\n    ]\n}\n",
    "schema A:\n    b: int = 1\n\n    check:\n        b > 0\n",
    "f = lambda x: int -> int {\n    x\n}\n",
    "a = f(1,\n      2)\n",
)
ODD = (
    "a = {\nb = 1\n}\n",
    "a = [\n1\n2\n]\n",
    "a = {\n    b = {\n    c = 1\n    }\n}\n",
)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_indented_as_its_brackets_say(text: str) -> None:
    assert is_plain(text)
    assert _shape(text, True) == _shape(text, False)


@pytest.mark.parametrize("text", ODD)
def test_what_only_brackets_hold_together(text: str) -> None:
    assert not is_plain(text)
    assert _shape(text, True) != _shape(text, False)


def _shape(text: str, are_balanced: bool) -> list[tuple[str, int, int]]:
    """Return the statements that are read behind a mistake."""
    broken = f"{text}x = = 1\n"
    around = Surroundings(are_balanced, are_mistakes_before=True)
    body = parse(SourceFile("main.k", broken), Diagnostics(), 0, None, around).body
    return [(type(one).__name__, one.start, one.end) for one in body]


def test_brackets_match_across_pieces() -> None:
    file = SourceFile("main.k", "a = {\nb = 1\n}\nc = ]\n")
    opening, closing, wrong = (Piece.of(file, *one) for one in ((0, 6), (12, 14), (14, 20)))
    assert not opening.is_balanced and not closing.is_balanced
    assert are_balanced([opening, closing])
    assert wrong.has_mistakes and not are_balanced([opening, closing, wrong])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\n", False),
        ('a = "b\n', False),  # a short string ends with its line
        ('a = """b\n', True),
        ("a = '''b\n\n", True),
        ('a = """b"""\n', False),
        ("a = 1 + \\\n", True),
        ("a = 1 + \\\r\n", True),
        ("# a comment\n", False),
    ],
)
def test_what_goes_on_behind_its_lines(text: str, expected: bool) -> None:
    file = SourceFile("main.k", f"{text}z = 1\n")
    assert goes_on(file, 0, len(text)) == expected


def test_lines_without_mistakes_are_read_alone() -> None:
    file = SourceFile("main.k", "a = [\n# c\nb = 1  # d\ne = )\n")
    found = parse_plain(file, 10, 21)
    assert found is not None
    assert [one.start for one in found.body] == [10]
    assert [one.text for one in found.comments] == ["# d"]
    assert parse_plain(file) is None
