"""Golden trees: ``tests/golden/parse/TOPIC/CASE.k`` and ``CASE.tree``.

A ``.tree`` begins with the mistakes that were reported, if any; ``pytest --update`` writes it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.syntax.trees import dump, parsed

HOME = Path(__file__).parents[2] / "golden" / "parse"
CASES = sorted(HOME.rglob("*.k"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(HOME).as_posix())
def test_tree(case: Path, is_update: bool) -> None:
    module, mistakes = parsed(case.read_text("utf-8"))
    actual = "".join(f"! {mistake}\n" for mistake in mistakes) + dump(module)
    expectation = case.with_suffix(".tree")
    if is_update:
        expectation.write_text(actual, "utf-8")
    assert expectation.exists(), "no expectation: write one with pytest --update, and read it"
    assert actual == expectation.read_text("utf-8")


def test_every_tree_has_a_source() -> None:
    orphans = [path for path in HOME.rglob("*.tree") if not path.with_suffix(".k").exists()]
    assert orphans == []
