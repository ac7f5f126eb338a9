"""Golden cases: ``tests/golden/run/TOPIC/CASE.k`` and what comes of it.

``pytest --update`` writes expectations; read them as carefully as code. Where the official
engine is installed it is asked too. A case in which kclpy differs on purpose has a
``.differs`` file that says how in one line, and ``docs/differences.md`` repeats it. The
official engine is not asked for what it never ends: such a line begins with "Hangs".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cases import Case, find_cases
from tests.oracle import Oracle
from tests.outcome import Outcome

GOLDEN = Path(__file__).parent
RUN = GOLDEN / "run"
DIFFERENCES = GOLDEN.parents[1] / "docs" / "differences.md"
SUFFIXES = (".yaml", ".stderr", ".args", ".differs")

CASES = list(find_cases(RUN))

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_run(case: Case, is_update: bool) -> None:
    actual = case.run()
    if is_update:
        _write(case, actual)
    expected = case.expected
    assert expected is not None, "no expectation: write one with pytest --update, and read it"
    if not actual.matches(expected):
        assert actual == expected


@each_case
def test_official_engine_agrees(case: Case, oracle: Oracle | None) -> None:
    if oracle is None:
        pytest.skip("the official engine is not installed: pip install kcl-lib==0.13.2")
    expected = case.expected
    assert expected is not None, "no expectation"
    reason = case.beside(".differs")
    if reason.exists() and reason.read_text("utf-8").startswith("Hangs"):
        return
    answer = oracle.run(case.options)
    if reason.exists():
        assert answer is None or _judged(answer, case) != _judged(expected, case), (
            "the official engine agrees: remove the .differs file"
        )
        return
    assert answer is not None, "the official engine crashes"
    assert _judged(expected, case) == _judged(answer, case)


def test_every_expectation_has_a_source() -> None:
    stems = {case.stem for case in CASES}
    homes = {case.home for case in CASES if case.home == case.stem}
    orphans = [
        path.relative_to(RUN).as_posix()
        for path in RUN.rglob("*")
        if path.suffix in SUFFIXES
        and path.with_suffix("") not in stems
        and homes.isdisjoint(path.parents)
    ]
    assert orphans == []


def test_no_case_has_two_expectations() -> None:
    both = [c.name for c in CASES if c.beside(".yaml").exists() and c.beside(".stderr").exists()]
    assert both == []


def test_differences_are_documented() -> None:
    page = " ".join(DIFFERENCES.read_text("utf-8").split())
    for path in RUN.rglob("*.differs"):
        reason = path.read_text("utf-8").strip()
        assert reason and "\n" not in reason, f"{path.name}: one line, please"
        assert reason in page, f"docs/differences.md lacks: {reason}"
        assert f"{path.stem}.k)" in page or f"{path.stem}/main.k)" in page, f"no link: {path.stem}"


@dataclass(frozen=True)
class Judged:
    """What of an outcome must be equal: output bytes, or kind, place and message of a failure."""

    output: str = ""
    header: str = ""
    place: str = ""
    message: str = ""


def _judged(outcome: Outcome, case: Case) -> Judged:
    if not outcome.is_failure:
        return Judged(output=outcome.text)
    first = (outcome.diagnostics or [""])[0]
    lines = case.relative(first).splitlines()
    place = re.search(r"--> (\S+:\d+):\d+$", "\n".join(lines), re.MULTILINE)
    if place is None:
        return Judged(header=lines[0], message="\n".join(lines[1:2]))
    label = re.search(r"^ +\|(?: +\^)? +(\S.*)$", "\n".join(lines), re.MULTILINE)
    return Judged(header=lines[0], place=place[1], message="" if label is None else label[1])


def _write(case: Case, outcome: Outcome) -> None:
    written, other = (".stderr", ".yaml") if outcome.is_failure else (".yaml", ".stderr")
    case.beside(written).write_text(outcome.text, "utf-8")
    case.beside(other).unlink(missing_ok=True)
