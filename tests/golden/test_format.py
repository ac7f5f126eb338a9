"""The formatter on files: ``tests/golden/format/CASE.k`` and what becomes of it, ``CASE.out.k``.

The official engine must give the same, apart from cases in ``differences``. Whatever program
there is in the repository keeps its tree and its comments, and formatting it again changes
nothing. ``pytest --update`` writes expectations.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.formatter import format_text
from kclpy.syntax.recursion import deep_recursion
from tests.formatting import faults
from tests.oracle import Oracle

ROOT = Path(__file__).parents[2]
FORMAT = Path(__file__).parent / "format"
DIFFERENCES = FORMAT / "differences"
CASES = sorted(p for p in FORMAT.rglob("*.k") if not p.name.endswith(".out.k"))
PROGRAMS = sorted([*(ROOT / "tests").rglob("*.k"), *(ROOT / "examples").rglob("*.k")])

each_case = pytest.mark.parametrize(
    "path", CASES, ids=lambda path: path.relative_to(FORMAT).with_suffix("").as_posix()
)


@each_case
def test_format(path: Path, is_update: bool) -> None:
    actual = format_text(path.read_text("utf-8"))
    assert not actual.is_failure
    assert actual.kept == 0
    expectation = path.with_suffix(".out.k")
    if is_update:
        expectation.write_text(actual.text, "utf-8")
    assert expectation.exists(), "no expectation: write one with pytest --update, and read it"
    assert actual.text == expectation.read_text("utf-8")


@each_case
def test_official_engine_agrees(path: Path, oracle: Oracle | None) -> None:
    if oracle is None:
        pytest.skip("the official engine is not installed: pip install kcl-lib==0.13.2")
    theirs = oracle.format(path.read_text("utf-8"))
    ours = path.with_suffix(".out.k").read_text("utf-8")
    if path.parent == DIFFERENCES:
        assert theirs != ours, "the official engine agrees: this is no difference"
    else:
        assert theirs == ours


def test_every_expectation_has_a_source() -> None:
    sources = {path.with_suffix(".out.k") for path in CASES}
    assert set(FORMAT.rglob("*.out.k")) - sources == set()


def test_differences_are_documented() -> None:
    page = (ROOT / "docs" / "differences.md").read_text("utf-8")
    names = [path.name for path in CASES if path.parent == DIFFERENCES]
    missing = [name for name in names if f"/{name})" not in page]
    assert missing == []


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_lost(path: Path) -> None:
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return
    with deep_recursion():
        assert faults(text) == []
