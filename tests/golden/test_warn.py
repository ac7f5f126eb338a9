"""What deserves a remark: ``golden/warn/TOPIC/CASE.k`` and its diagnostics, errors first.

Where the official engine is installed, it must say the same of imports; of uses of what is
deprecated it says nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.diagnostics.render import render
from kclpy.driver.findings import find
from tests.cases import Case, find_cases
from tests.oracle import Oracle
from tests.outcome import Outcome

CASES = list(find_cases(Path(__file__).parent / "warn"))


def _found(case: Case) -> str:
    return case.relative(render(find(case.options)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_warn(case: Case, is_update: bool) -> None:
    actual = _found(case)
    if is_update:
        case.beside(".stderr").write_text(actual, "utf-8")
    expected = case.expected
    assert expected is not None, "no expectation: write one with pytest --update, and read it"
    assert actual == expected.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_official_engine_agrees(case: Case, oracle: Oracle | None) -> None:
    if oracle is None:
        pytest.skip("the official engine is not installed: pip install kcl-lib==0.13.2")
    answer = oracle.run(case.options, compile_only=True)
    assert answer is not None and case.expected is not None
    expected = case.expected if case.name.startswith("imports/") else Outcome(False, "")
    assert Outcome(True, case.relative(answer.text)).diagnostics == expected.diagnostics


def test_a_run_tells_no_warnings() -> None:
    """Warnings are for those who ask: the output of a run is as before."""
    case = next(case for case in CASES if case.name == "imports/unused")
    assert not case.run().is_failure
