"""A long run: many programs, their differences made small and grouped by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fuzz.choices import RandomChoices
from tests.fuzz.compare import Difference, difference
from tests.fuzz.engines import Engine, kclpy, oracle
from tests.fuzz.generate import Generator
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


def run(
    seed: int,
    numbers: range,
    *,
    strict: bool = False,
    budget: int = 1000,
    kinds: frozenset[str] = frozenset(),
    found: Callable[[Finding], None] = lambda _: None,
) -> Summary:
    """Ask both engines about the programs of a run; shrink the first of each group.

    Only differences of `kinds` are shrunk and reported, all of them when it is empty.
    """
    summary = Summary()
    with oracle() as official, kclpy() as own:
        session = _Session(official, own, strict)
        for number in numbers:
            program = generated(seed, number)
            result, theirs, _ = session.compare(program)
            summary.statuses[theirs.status] += 1
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

    def __init__(self, official: Engine, own: Engine, strict: bool) -> None:
        self.official = official
        self.own = own
        self.strict = strict

    def compare(self, program: Program) -> tuple[Difference | None, Answer, Answer]:
        theirs, mine = self.official.ask(program), self.own.ask(program)
        return difference(program, theirs, mine, strict=self.strict), theirs, mine

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
