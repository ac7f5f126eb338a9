"""What is said beyond the official engine: ``tests/golden/advice/TOPIC/CASE.k`` and ``CASE.help``.

A ``.help`` file is the text with advice, compared to the last letter; ``pytest --update``
writes it. For every case of all stages the text without advice is contained in it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kclpy import api
from kclpy.diagnostics import Diagnostic, Fix
from kclpy.diagnostics.formats import FORMATS, Findings, write
from kclpy.diagnostics.render import render
from tests.cases import Case, find_cases
from tests.outcome import Outcome

GOLDEN = Path(__file__).parent
CASES = list(find_cases(GOLDEN / "advice"))
FAILING = [
    case
    for stage in ("run", "check")
    for case in find_cases(GOLDEN / stage)
    if case.beside(".stderr").exists()
]

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def explained(case: Case) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a case, with advice."""
    return api.run(replace(case.options, explain=True)).diagnostics


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_advice(case: Case, is_update: bool) -> None:
    actual = case.relative(render(explained(case), with_advice=True))
    expectation = case.beside(".help")
    if is_update:
        expectation.write_text(actual, "utf-8")
    assert expectation.exists(), "no expectation: write one with pytest --update, and read it"
    assert actual == expectation.read_text("utf-8")


@pytest.mark.parametrize("case", [*CASES, *FAILING], ids=lambda case: case.name)
def test_plain_text_is_contained(case: Case) -> None:
    diagnostics = explained(case)
    plain = render(diagnostics)
    if case not in CASES:  # advice changes nothing of what is said without it
        expected = case.expected
        assert expected is not None
        assert Outcome(True, case.relative(plain)).matches(expected)
    text = render(diagnostics, with_advice=True)
    lines = iter(text.splitlines())
    missing = [line for line in plain.splitlines() if line not in lines]  # in this order
    assert missing == []
    assert _COLOUR.sub("", render(diagnostics, colour=True, with_advice=True)) == text
    for name in FORMATS:
        assert write(Findings(diagnostics), name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fixes_change_the_program(case: Case) -> None:
    """Each fix alone takes its mistake away: the same message is said less often."""
    diagnostics = explained(case)
    for diagnostic in diagnostics:
        for fix in diagnostic.advice.fixes:
            options = replace(case.options, texts=_fixed(fix))
            after = [one.message for one in api.run(options).diagnostics]
            before = [one.message for one in diagnostics]
            assert after.count(diagnostic.message) < before.count(diagnostic.message), fix


def _fixed(fix: Fix) -> dict[str, str]:
    """Return the texts of the files that a fix changes."""
    texts = {edit.span.file.path: edit.span.file.text for edit in fix.edits}
    for edit in sorted(fix.edits, key=lambda edit: -edit.span.start):
        path = edit.span.file.path
        texts[path] = texts[path][: edit.span.start] + edit.text + texts[path][edit.span.end :]
    return texts


def test_there_are_cases() -> None:
    assert CASES


def test_every_expectation_has_a_source() -> None:
    stems = {case.stem for case in CASES}
    orphans = [p.name for p in GOLDEN.rglob("*.help") if p.with_suffix("") not in stems]
    assert orphans == []
