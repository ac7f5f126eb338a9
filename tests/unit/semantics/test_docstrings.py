"""The documentation of a schema (reference, 03 section 15)."""

from __future__ import annotations

import pytest

from kclpy.semantics.docstrings import Documentation, documentation

TEXT = """A summary
    in two lines.

    Attributes
    ----------
    name: str, required
        What it is
        called.
    "x-note": str, optional
    port : int, default is 80
        Where it listens.

    Examples
    --------
    name: this is none
        of the attributes
    """


def test_summary_and_attributes() -> None:
    found = documentation(TEXT)
    assert found.summary == "A summary in two lines."
    assert found.attributes == {
        "name": "What it is called.",
        "x-note": "",
        "port": "Where it listens.",
    }


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "----", "Attributes\n-----"])
def test_odd_texts(text: str) -> None:
    assert documentation(text).attributes == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one line", Documentation(("one line",))),
        (" two\n    lines\n\n    more\n    ", Documentation(("two", "lines", "", "more"))),
        (
            "S\n\n    Attributes\n    ----------\n    x: int\n        the x\n\n        more\n"
            "    y : str, optional\n    'z w' : int\n        z\n",
            Documentation(("S",), {"x": ("the x", "", "more"), "y": (), "z w": ("z",)}),
        ),
        (
            "S\n\n    Examples\n    --------\n    a = 1\n\n        b\n\n    Notes\n    -----\n"
            "    n\n\n    Attributes\n    ==========\n    x : int\n        d\n",
            Documentation(("S",), {"x": ("d",)}, "a = 1\n\n    b"),
        ),
        ("Attributes\n----------\nx : int\n    d\n", Documentation(("",), {"x": ("d",)})),
        ("S\n\nAttributes\n----\nx: int", Documentation(("S", "", "Attributes", "----", "x: int"))),
        ("S\nNotes\n-----\nn", Documentation(("S", "Notes", "-----", "n"))),
    ],
)
def test_sections(text: str, found: Documentation) -> None:
    assert documentation(text) == found
