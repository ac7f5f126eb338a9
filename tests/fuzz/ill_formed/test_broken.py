"""Some broken programs: the first mistake is the engine's, and most tell one alone.

Which ones depends on the golden cases there are, so a few may be among them that differ in ways
nobody has seen yet. ``python -m tests.fuzz ill-formed`` breaks others.
"""

from __future__ import annotations

import importlib.util

import pytest

from tests.fuzz.ill_formed.session import run

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("kcl_lib") is None,
    reason="the official engine is not installed: pip install kcl-lib==0.13.2",
)


def test_broken_programs_are_refused_alike() -> None:
    summary = run(1, range(100), 0, lambda _: None, False)
    judged = summary.syntax.total() - summary.syntax["broken"]
    assert judged > 30
    assert summary.syntax["same"] >= 0.95 * judged, summary.lines()
    assert summary.errors[1] >= 0.9 * summary.errors.total(), summary.lines()
