"""What the checker says: ``golden/check/TOPIC/CASE.k`` and all its diagnostics, or its output.

Other than the cases of ``run`` these are compared to the last letter, every diagnostic and
their order. ``pytest --update`` writes expectations. Where the official engine is installed,
it must say the same; of syntax errors, which it tells with all that follows from them, the
first counts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import Case, find_cases
from tests.oracle import Oracle
from tests.outcome import Outcome

CASES = list(find_cases(Path(__file__).parent / "check"))

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_check(case: Case, is_update: bool) -> None:
    actual = case.run()
    if is_update:
        suffix = ".stderr" if actual.is_failure else ".yaml"
        case.beside(suffix).write_text(actual.text, "utf-8")
    expected = case.expected
    assert expected is not None, "no expectation: write one with pytest --update, and read it"
    assert actual.text == expected.text


@each_case
def test_official_engine_agrees(case: Case, oracle: Oracle | None) -> None:
    if oracle is None:
        pytest.skip("the official engine is not installed: pip install kcl-lib==0.13.2")
    answer = oracle.run(case.options)
    assert answer is not None and case.expected is not None
    text = case.relative(answer.text) if answer.is_failure else answer.text
    said, expected = Outcome(answer.is_failure, text).diagnostics, case.expected.diagnostics
    if case.name.startswith("syntax/"):
        said, expected = said[:1], expected[:1]
    assert said == expected


def test_there_are_cases() -> None:
    assert CASES
