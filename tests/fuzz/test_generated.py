"""A fixed slice of generated programs, on which both engines must agree.

The programs are the same in every run; ``python -m tests.fuzz run`` runs others.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.choices import RandomChoices
from tests.fuzz.compare import difference
from tests.fuzz.engines import Engine, kclpy, oracle
from tests.fuzz.features import featured
from tests.fuzz.generate import programs
from tests.fuzz.ill_typed import ill_typed, static_complaints, static_difference
from tests.fuzz.programs import Answer, Program
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


def test_programs_of_rarer_features_are_valid(engines: tuple[Engine, Engine]) -> None:
    """What `features` writes is accepted by both engines, with the same output."""
    for number in range(PART):
        program = featured(RandomChoices(f"features/{SEED}/{number}"))
        assert not disagreement(engines, program)


@pytest.mark.parametrize("start", range(0, COUNT, PART))
def test_engines_refuse_the_same_programs(engines: tuple[Engine, Engine], start: int) -> None:
    """What one broken thing leads to: the same verdict, and the same first diagnostic."""
    official, own = engines
    for number in range(start, start + PART):
        program = ill_typed(SEED, number)
        theirs, mine = official.ask(program), own.ask(program)
        found = static_difference(program, theirs, mine)
        is_later = found is not None and found.kind.startswith("later")
        assert found is None or is_later, f"{number}: {found}\n{program}\n{theirs}\n{mine}"


def test_static_complaints_are_read() -> None:
    """A mistake of the evaluation is none of the checker; the order of unions is no difference."""
    text = (
        "error[E2G22]: TypeError\n --> main.k:3:2\n  |\n3 | a\n"
        "  |  ^ expected str | int, got float(1)\n  |"
    )
    (complaint,) = static_complaints(Answer("error", text))
    assert (complaint.code, complaint.place) == ("E2G22", ("main.k", "3", "2"))
    again = text.replace("str | int", "int | str")
    assert static_complaints(Answer("error", again)) == [complaint]
    assert not static_complaints(Answer("error", "EvaluationError\n --> main.k:1:1"))


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
