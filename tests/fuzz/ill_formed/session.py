"""A run: programs broken in one place each, judged, and counted by what came of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.fuzz.choices import RandomChoices
from tests.fuzz.engines import Engine, kclpy, oracle
from tests.fuzz.ill_formed.breaking import broken
from tests.fuzz.ill_formed.judging import Verdict, judge
from tests.fuzz.ill_formed.samples import sample
from tests.fuzz.programs import Answer, Program
from tests.fuzz.shrink import shrink

_MANY = 2  # from so many diagnostics on a mistake is told with what follows from it


@dataclass(frozen=True)
class Finding:
    """A broken program on which the engines differ, made small."""

    seed: str
    way: str
    program: Program
    verdict: Verdict
    oracle: Answer
    ours: Answer


@dataclass
class Summary:
    """What a run found."""

    kinds: Counter[str] = field(default_factory=Counter)
    syntax: Counter[str] = field(default_factory=Counter)  # the same, where syntax is at fault
    ways: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: Counter[int] = field(default_factory=Counter)  # diagnostics per syntax error
    noisy: Counter[str] = field(default_factory=Counter)  # ways that lead to several of them
    groups: Counter[str] = field(default_factory=Counter)

    def count(self, way: str, verdict: Verdict) -> None:
        """Count a verdict."""
        self.kinds[verdict.kind] += 1
        self.ways[way][verdict.kind] += 1
        if verdict.is_syntax:
            self.syntax[verdict.kind] += 1
            self.errors[verdict.errors] += 1
            if verdict.errors >= _MANY:
                self.noisy[way] += 1
        if verdict.kind not in ("same", "broken"):
            self.groups[f"{verdict.kind}: {verdict.detail}"] += 1

    def lines(self) -> list[str]:
        """Return the figures as lines of text."""
        judged = self.kinds.total() - self.kinds["broken"]
        refused = self.syntax.total() - self.syntax["broken"]
        verdicts = sum(self.kinds[kind] for kind in ("refused", "accepted", "crash", "hang"))
        found = [
            f"{self.kinds.total()} broken programs; the official engine broke on "
            f"{self.kinds['broken']}",
            f"accepted or refused alike: {judged - verdicts} of {judged}",
            f"same first diagnostic or output: {self.kinds['same']} of {judged}",
            f"same first diagnostic where syntax is at fault: {self.syntax['same']} of {refused}",
            f"one diagnostic per syntax error: {self.errors[1]} of {self.errors.total()} "
            f"{dict(sorted(self.errors.items()))}",
        ]
        found += [f"{count:>6}  {group}" for group, count in self.groups.most_common()]
        for way in sorted(self.ways):
            found.append(f"{way:>20}: {dict(self.ways[way])}, several errors: {self.noisy[way]}")
        return found


def broken_program(seed: int, number: int, own: Engine) -> tuple[str, Program]:
    """Return how one program of the run with ``seed`` is broken, and what is left of it.

    ``own`` tells whether the program was right before.
    """
    choices = RandomChoices(f"ill-formed/{seed}/{number}")
    program = sample(choices)
    while not own.ask(program).is_ok:
        program = sample(choices)
    way, text = broken(choices, program.files["main.k"])
    return way, replace(program, files={**program.files, "main.k": text})


def run(
    seed: int, numbers: range, budget: int, found: Callable[[Finding], None], is_noise: bool
) -> Summary:
    """Judge the programs of a run; hand the first of each group, made small, to ``found``.

    With ``is_noise`` the findings are programs with several diagnostics for one mistake.
    """
    summary = Summary()
    with oracle() as official, kclpy() as own:
        for number in numbers:
            way, program = broken_program(seed, number, own)
            theirs, mine = official.ask(program), own.ask(program)
            verdict = judge(program, theirs, mine)
            is_new = f"{verdict.kind}: {verdict.detail}" not in summary.groups
            summary.count(way, verdict)
            if is_noise:
                wanted = verdict.is_syntax and verdict.errors >= _MANY
            else:
                wanted = is_new and verdict.kind not in ("same", "broken")
            if wanted:
                finding = Finding(f"{seed}/{number}", way, program, verdict, theirs, mine)
                found(_minimal(finding, (official, own), budget))
    return summary


def _minimal(finding: Finding, engines: tuple[Engine, Engine], budget: int) -> Finding:
    """Return the finding with the smallest program that shows the same."""

    def look(program: Program) -> tuple[Verdict, Answer, Answer]:
        theirs, mine = (engine.ask(program) for engine in engines)
        return judge(program, theirs, mine), theirs, mine

    def keeps(candidate: Program) -> bool:
        verdict = look(candidate)[0]
        wanted = finding.verdict
        return (verdict.kind, verdict.detail, verdict.errors) == (
            wanted.kind,
            wanted.detail,
            wanted.errors,
        )

    small = shrink(finding.program, keeps, budget) if budget else finding.program
    return Finding(finding.seed, finding.way, small, *look(small))
