"""The formatter gives what the reference's formatting examples say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.formatter import format_text
from tests.reference import examples

# Here kclpy keeps the author's spelling of a number (docs/differences.md, "Formatter").
KEPT_NUMBERS = ("floats_small", "numbers_decimal", "numbers_float")


def sources() -> list[Path]:
    """Return the inputs of the formatter's examples."""
    home = examples.directory()
    return [] if home is None else sorted((home / "fmt").glob("*.in.k"))


@pytest.mark.skipif(examples.directory() is None, reason="the reference is not there")
def test_examples_are_there() -> None:
    assert {path.name.removesuffix(".in.k") for path in sources()}.issuperset(KEPT_NUMBERS)


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name.removesuffix(".in.k"))
def test_example(path: Path) -> None:
    name = path.name.removesuffix(".in.k")
    expected = path.with_name(f"{name}.out.k").read_text("utf-8")
    actual = format_text(path.read_text("utf-8"))
    if name in KEPT_NUMBERS:
        assert actual.text != expected
        assert _without_numbers(actual.text) == _without_numbers(expected)
    else:
        assert actual.text == expected


def _without_numbers(text: str) -> list[str]:
    return [line.partition("=")[0] for line in text.splitlines()]
