"""A long run: many programs, their differences made small and grouped by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from tests.fuzz.choices import RandomChoices
from tests.fuzz.compare import Difference, difference
from tests.fuzz.engines import Engine, kclpy, oracle
from tests.fuzz.features import featured
from tests.fuzz.generate import Generator
from tests.fuzz.ill_typed import ill_typed, static_difference, verdict
from tests.fuzz.programs import Answer, Program
from tests.fuzz.shrink import shrink


@dataclass(frozen=True)
class Finding:
    """A program on which the engines differ, made small."""

    seed: str
    program: Program
    difference: Difference
    oracle: Answer
    ours: Answer


@dataclass
class Summary:
    """What a run found."""

    statuses: Counter[str] = field(default_factory=Counter)
    groups: Counter[Difference] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def add(self, other: Summary) -> None:
        """Take over what another run found."""
        self.statuses += other.statuses
        self.groups += other.groups
        known = {finding.difference for finding in self.findings}
        self.findings += [f for f in other.findings if f.difference not in known]


def generated(seed: int, number: int) -> Program:
    """Return one program of the run with `seed`."""
    return Generator(RandomChoices(f"{seed}/{number}")).program()


def _featured(seed: int, number: int) -> Program:
    return featured(RandomChoices(f"features/{seed}/{number}"))


@dataclass(frozen=True)
class Mode:
    """What programs a run makes, and how it compares the answers."""

    make: Callable[[int, int], Program]  # of a seed and a number
    difference: Callable[[Program, Answer, Answer], Difference | None]
    status: Callable[[Answer], str]  # what is counted of the oracle's answers

    @classmethod
    def named(cls, name: str, *, strict: bool = False) -> Mode:
        """Return the mode ``generated``, ``featured`` or ``ill-typed``."""
        if name == "ill-typed":
            return cls(ill_typed, static_difference, verdict)
        make = _featured if name == "featured" else generated
        return cls(make, partial(difference, strict=strict), lambda answer: answer.status)


def run(
    mode: Mode,
    seed: int,
    numbers: range,
    *,
    budget: int = 1000,
    kinds: frozenset[str] = frozenset(),
    found: Callable[[Finding], None] = lambda _: None,
) -> Summary:
    """Ask both engines about the programs of a run; shrink the first of each group.

    Only differences of `kinds` are shrunk and reported, all of them when it is empty.
    """
    summary = Summary()
    with oracle() as official, kclpy() as own:
        session = _Session(official, own, mode)
        for number in numbers:
            program = mode.make(seed, number)
            result, theirs, _ = session.compare(program)
            summary.statuses[mode.status(theirs)] += 1
            if result is None:
                continue
            if result not in summary.groups and (not kinds or result.kind in kinds):
                finding = session.minimal(f"{seed}/{number}", program, result, budget)
                summary.findings.append(finding)
                found(finding)
            summary.groups[result] += 1
    return summary


class _Session:
    """Two running engines."""

    def __init__(self, official: Engine, own: Engine, mode: Mode) -> None:
        self.official = official
        self.own = own
        self.mode = mode

    def compare(self, program: Program) -> tuple[Difference | None, Answer, Answer]:
        theirs, mine = self.official.ask(program), self.own.ask(program)
        return self.mode.difference(program, theirs, mine), theirs, mine

    def minimal(self, seed: str, program: Program, found: Difference, budget: int) -> Finding:
        def keeps(candidate: Program) -> bool:
            result = self.compare(candidate)[0]
            return result is not None and _is_alike(result, found)

        small = shrink(program, keeps, budget) if budget else program
        result, theirs, mine = self.compare(small)
        return Finding(seed, small, result or found, theirs, mine)


def _is_alike(one: Difference, other: Difference) -> bool:
    if one.kind != other.kind:
        return False
    return one.kind in ("output", "order") or one.detail == other.detail
