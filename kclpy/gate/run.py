"""Going through the steps: each finding is told once, whichever steps come upon it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from kclpy.diagnostics import Diagnostic
from kclpy.gate.step import Step, Task

_Identity: TypeAlias = tuple[str, str, str, int]


class StepReport(NamedTuple):
    """What came of a step: the findings that no step before had, and how many it had itself.

    ``was_run`` is false for a step that was left out.
    """

    name: str
    new: tuple[Diagnostic, ...] = ()
    found: int = 0
    summary: str = ""
    seconds: float = 0.0
    was_run: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """What came of all steps."""

    steps: tuple[StepReport, ...]

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """All findings, in the order of the steps."""
        return [one for step in self.steps for one in step.new]


def run_steps(
    steps: Sequence[Step], wanted: Iterable[str], task: Task, begin: Callable[[str], None]
) -> Report:
    """Return what comes of those of ``steps`` that are ``wanted``; ``begin`` is told each name.

    Settings and manifests that cannot be used are reported first. Where the task fails fast,
    the first step with findings is the last.
    """
    seen: set[_Identity] = set()
    names = set(wanted)
    mistakes = _new(task.project.mistakes, seen)
    reports = [StepReport("project", mistakes, len(mistakes))] if mistakes else []
    is_over = task.fails_fast and bool(mistakes)
    for step in steps:
        if is_over or step.name not in names:
            reports.append(StepReport(step.name, summary="left out", was_run=False))
            continue
        begin(step.name)
        start = time.perf_counter()
        outcome = step.run(task)
        seconds = time.perf_counter() - start
        new = _new(outcome.diagnostics, seen)
        count = len(outcome.diagnostics)
        reports.append(StepReport(step.name, new, count, outcome.summary, seconds))
        is_over = task.fails_fast and bool(count)
    return Report(tuple(reports))


def _new(diagnostics: Iterable[Diagnostic], seen: set[_Identity]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that are not ``seen`` yet, each once."""
    found = []
    for one in diagnostics:
        key = one.identity
        if key not in seen:
            seen.add(key)
            found.append(one)
    return tuple(found)
