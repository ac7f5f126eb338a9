"""The documentation of a schema (reference, 03 section 15)."""

from __future__ import annotations

import pytest

from kclpy.semantics.docstrings import documentation

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
