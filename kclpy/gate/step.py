"""What a step of the gate is: something that looks at a project and tells what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kclpy.diagnostics import Diagnostic
from kclpy.gate.project import Project
from kclpy.linter.programs import joined, lint_all
from kclpy.linter.selection import Choice

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step found; ``summary`` says in a few words what it looked at."""

    diagnostics: Sequence[Diagnostic] = ()
    summary: str = ""


@dataclass
class Task:
    """What steps work on: a project, and how they do it. Later ones may use what is known.

    ``jobs`` is the number of processes, ``kubernetes`` a release or "", ``fails_fast`` lets a
    step end with its first finding.
    """

    project: Project
    jobs: int = 1
    kubernetes: str = ""
    fails_fast: bool = False

    @cached_property
    def examined(self) -> list[Diagnostic]:
        """What is said of programs without running them: errors, and warnings of the linter."""
        return joined(lint_all(self.project.programs, Choice(), self.jobs))


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its name on the command line, what it is for, and what does it."""

    name: str
    purpose: str
    run: Callable[[Task], Outcome]


def spread(work: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """Yield what ``work`` makes of each item, in their order, in up to ``jobs`` processes."""
    count = min(jobs, len(items))
    if count < 2:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(count) as pool:
        yield from pool.map(work, items)


def counted(number: int, noun: str) -> str:
    """Return ``1 file`` or ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
