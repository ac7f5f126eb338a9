"""What an editor is told: ``golden/ide/FEATURE/CASE.md``, see `tests.ide.fixture`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.ide.fixture import make_fixture, read_case, write_answer

_FOLDER = Path(__file__).parent / "ide"
CASES = sorted(_FOLDER.glob("*/*.md"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_ide(case: Path, is_update: bool, tmp_path: Path) -> None:
    question, expected = read_case(case)
    answer = import_module(f"tests.ide.answers.{case.parent.name}").answer
    actual = answer(make_fixture(question, tmp_path)).rstrip("\n") + "\n"
    if is_update:
        write_answer(case, question, actual)
        expected = actual
    assert expected is not None, "no expectation: write one with pytest --update, and read it"
    assert actual == expected


def test_every_feature_has_cases() -> None:
    answers = Path(__file__).parent.parent / "ide" / "answers"
    assert {path.stem for path in answers.glob("[a-z]*.py")} == {case.parent.name for case in CASES}
