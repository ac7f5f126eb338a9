"""What a step of the gate is: something that looks at a project and tells what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple, TypeVar

from kclpy import api
from kclpy.diagnostics import Diagnostic
from kclpy.driver.conditions import run_conditions
from kclpy.gate.cluster import Cluster
from kclpy.gate.project import Project, Stack
from kclpy.linter.programs import joined, lint_all
from kclpy.linter.selection import Choice

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step found; ``summary`` says in a few words what it looked at."""

    diagnostics: Sequence[Diagnostic] = ()
    summary: str = ""


class Compiled(NamedTuple):
    """What comes of running a stack; ``text`` is what it prints, "" if it fails or nobody asks."""

    directory: str
    diagnostics: tuple[Diagnostic, ...]
    text: str


def compile_stack(stack: Stack, wants_text: bool) -> Compiled:
    """Run a stack; what `print` writes is dropped."""
    result = api.run(stack.options)
    text = ""
    if wants_text and result.output is not None:
        with run_conditions():
            text = f"{result.output.to_yaml()}\n"
    return Compiled(stack.directory, tuple(result.diagnostics), text)


@dataclass
class Task:
    """What steps work on: a project, and how they do it. Later ones may use what is known.

    ``jobs`` is the number of processes, ``cluster`` is what manifests are held to, if anything;
    ``fails_fast`` lets a step end with its first finding.
    """

    project: Project
    jobs: int = 1
    cluster: Cluster | None = None
    fails_fast: bool = False

    @cached_property
    def examined(self) -> list[Diagnostic]:
        """What is said of programs without running them: errors, and warnings of the linter."""
        return joined(lint_all(self.project.programs, Choice(), self.jobs))

    @cached_property
    def compiled(self) -> list[Compiled]:
        """What comes of running each stack."""
        run = partial(compile_stack, wants_text=self.cluster is not None)
        return list(spread(run, self.project.stacks, self.jobs))


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
