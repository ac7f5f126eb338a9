"""Every example of the reference gives what the reference says.

Chapters 01, 02, 03 and 08 hold without exception. Of the others, ``pending.txt`` lists the
examples that are not covered yet; one that passes must leave the list.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import Case
from tests.reference import examples

CHAPTERS = ("01", "02", "03", "04", "05", "06", "07", "08", "09")
MAY_BE_PENDING = ("04", "05", "06", "07", "09")
PENDING = Path(__file__).with_name("pending.txt")


def pending() -> set[str]:
    """Return the names of the examples that are not covered yet."""
    lines = (line.partition("#")[0].strip() for line in PENDING.read_text("utf-8").splitlines())
    return {line for line in lines if line}


def all_cases() -> list[Case]:
    """Return the examples of all chapters."""
    return [case for chapter in CHAPTERS for case in examples.cases(chapter)]


@pytest.mark.skipif(
    examples.directory() is None,
    reason=f"the reference is not beside the checkout; set {examples.VARIABLE} to its examples",
)
def test_reference_is_there() -> None:
    assert all_cases()


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_example(case: Case) -> None:
    expected, actual = case.expected, case.run()
    assert expected is not None, "the example has no expectation"
    if case.name in pending():
        assert not actual.matches(expected), "this example passes now: take it off the list"
        pytest.xfail("not covered yet")
    if not actual.matches(expected):
        assert actual.text == expected.text


def test_only_later_chapters_are_pending() -> None:
    assert {name for name in pending() if not name.startswith(MAY_BE_PENDING)} == set()
