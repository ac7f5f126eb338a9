"""The rules of the linter: ``golden/lint/RULE/CASE.k``, with what is expected in its lines.

``CASE.fixed.k`` is what all fixes make of it; ``pytest --update`` writes it. What is left to be
said afterwards are findings that have no fix. A fix that is safe leaves the output as it was,
for these cases and for all programs that run.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kclpy import api
from kclpy.driver.options import Options
from kclpy.linter.fixing import mend
from kclpy.linter.rules import all_rules
from kclpy.linter.selection import Choice
from kclpy.linter.session import lint
from tests.cases import Case, find_cases
from tests.linting import alone, expected, fixed_texts, found, lint_cases, options_of, rule_of

GOLDEN = Path(__file__).parent
CASES = list(lint_cases(GOLDEN / "lint"))
RUNNING = [
    case
    for case in find_cases(GOLDEN / "run")
    if case.beside(".yaml").exists() and not case.options.show_hidden
]

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def _choice(case: Case) -> Choice:
    return Choice(select=("all",) if rule_of(case) == "unused-ignore" else (rule_of(case),))


@each_case
def test_findings(case: Case) -> None:
    assert found(list(lint(options_of(case), _choice(case)).diagnostics)) == expected(case)


@each_case
def test_fixes(case: Case, is_update: bool) -> None:
    options, choice = options_of(case), _choice(case)
    before = lint(options, choice)
    mended = mend([options], choice, is_unsafe=True, jobs=1)
    for path, expectation in fixed_texts(case).items():
        if path in mended.texts:
            if is_update:
                expectation.write_text(mended.texts[path], "utf-8")
            assert expectation.exists(), "no expectation: write one with pytest --update"
            assert mended.texts[path] == expectation.read_text("utf-8")
        else:
            assert not expectation.exists()
    without_fix = [one for one in before.diagnostics if not one.advice.fixes]
    assert all(not one.advice.fixes for one in mended.diagnostics)
    assert len(mended.diagnostics) <= len(without_fix)
    again = mend([_with(options, mended.texts)], choice, is_unsafe=True, jobs=1)
    assert not again.texts
    if all_rules()[rule_of(case)].is_fix_safe:
        assert _output(options) == _output(_with(options, mended.texts))


def _with(options: Options, texts: object) -> Options:
    assert isinstance(texts, dict)
    return replace(options, texts={**options.texts, **texts})


def _output(options: Options) -> object:
    result = api.run(options)
    return None if result.is_failure else result.yaml


@pytest.mark.parametrize("case", RUNNING, ids=lambda case: case.name)
def test_safe_fixes_leave_the_output_as_it_is(case: Case) -> None:
    options = alone(case)
    mended = mend([options], Choice(select=("all",)), is_unsafe=False, jobs=1)
    if mended.texts:
        assert _output(_with(options, mended.texts)) == _output(options)


def test_every_rule_has_cases_that_fire_and_cases_that_do_not() -> None:
    firing = Counter(rule_of(case) for case in CASES if expected(case))
    silent = Counter(rule_of(case) for case in CASES if not expected(case))
    for name in all_rules():
        assert firing[name] and silent[name] and firing[name] + silent[name] >= 6, name
    assert set(firing) | set(silent) == set(all_rules())


def test_every_fix_has_a_case() -> None:
    mended = {
        rule_of(case) for case in CASES if any(path.exists() for path in fixed_texts(case).values())
    }
    assert mended == {name for name, rule in all_rules().items() if rule.has_fix}


def test_every_expectation_has_a_source() -> None:
    wanted = {path for case in CASES for path in fixed_texts(case).values()}
    assert set((GOLDEN / "lint").rglob("*.fixed.k")) <= wanted
