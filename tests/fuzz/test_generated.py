"""A fixed slice of generated programs, on which both engines must agree.

The programs are the same in every run; ``python -m tests.fuzz`` runs others.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.compare import difference
from tests.fuzz.engines import Engine, kclpy, oracle
from tests.fuzz.generate import programs
from tests.fuzz.programs import Program
from tests.fuzz.session import generated

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("kcl_lib") is None,
    reason="the official engine is not installed: pip install kcl-lib==0.13.2",
)

SEED = 1
COUNT = 300
PART = 50


@pytest.fixture(scope="module")
def engines() -> Iterator[tuple[Engine, Engine]]:
    """Both engines, in processes of their own."""
    with oracle() as official, kclpy() as own:
        yield official, own


def disagreement(engines: tuple[Engine, Engine], program: Program) -> str:
    """Return how the engines differ on `program`, or "" when they agree."""
    theirs, mine = (engine.ask(program) for engine in engines)
    found = difference(program, theirs, mine)
    if found is None:
        return ""
    source = "\n".join(f"# {name}\n{text}" for name, text in program.files.items())
    return (
        f"{found.kind}: {found.detail}\n{source}\n{program.options}\n"
        f"oracle:\n{theirs.text}\nkclpy:\n{mine.text}"
    )


@pytest.mark.parametrize("start", range(0, COUNT, PART))
def test_engines_agree_on_seeded_programs(engines: tuple[Engine, Engine], start: int) -> None:
    """The seeded programs of the fixed run give the same answers."""
    found = {
        number: text
        for number in range(start, start + PART)
        if (text := disagreement(engines, generated(SEED, number)))
    }
    assert not found, "\n\n".join(f"program {n} of seed {SEED}:\n{t}" for n, t in found.items())


def test_engines_agree_on_drawn_programs(engines: tuple[Engine, Engine]) -> None:
    """Programs that Hypothesis draws give the same answers."""

    @settings(
        max_examples=60,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(programs())
    def agree(program: Program) -> None:
        found = disagreement(engines, program)
        assert not found, found

    agree()
