"""Names that a wrong one may stand for."""

from __future__ import annotations

import pytest

from kclpy.diagnostics.suggestion import listed, names_note, nearest, rename
from kclpy.source import SourceFile


@pytest.mark.parametrize(
    ("name", "names", "found"),
    [
        ("nmae", ["name", "image"], "name"),
        ("NAME", ["name"], "name"),
        ("x", ["replicas"], None),
        ("name", ["name"], None),  # it is not wrong
        ("a", [], None),
    ],
)
def test_nearest(name: str, names: list[str], found: str | None) -> None:
    assert nearest(name, names) == found


def test_few_names_are_listed() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed([str(number) for number in range(13)]) == ""
    assert names_note("there are", ["a", "b"]) == ("there are: a and b",)


def test_only_the_name_itself_is_renamed() -> None:
    file = SourceFile("x.k", "abc = 1")
    (fix,) = rename(file.span(0, 3), "abc", "abd")
    assert fix.edits[0].text == "abd"
    assert rename(file.span(0, 2), "abc", "abd") == ()
    assert rename(None, "abc", "abd") == ()
    assert rename(file.span(0, 3), "abc", None) == ()
