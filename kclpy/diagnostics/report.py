"""Diagnostics: occurrences of problems, collected in the order of their discovery."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kclpy.diagnostics.advice import NOTHING, Advice
from kclpy.diagnostics.label import Label
from kclpy.diagnostics.problem import Problem
from kclpy.source import Span


class Place(NamedTuple):
    """A file, and the 1-based line and column in it, in characters."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One occurrence of a problem. The first label is the place that is wrong.

    A problem that concerns no place (a missing entry file) has no label; `problem.message`
    is then the whole text. ``suggestions`` are printed after it, one line each; ``note`` is a
    remark about this occurrence. ``advice`` is no part of what makes a diagnostic.
    """

    problem: Problem
    labels: tuple[Label, ...] = ()
    suggestions: tuple[str, ...] = ()
    note: str | None = None
    advice: Advice = field(default=NOTHING, compare=False)

    @property
    def message(self) -> str:
        """What went wrong, in one sentence; the first label may say less."""
        return self.problem.message

    @property
    def place(self) -> Place | None:
        """Where the place that is wrong begins, None if it lies in no file.

        Of a mistake of which only the line is known the column is 1.
        """
        if not self.labels or self.labels[0].span.start < 0:
            return None
        label = self.labels[0]
        line, column = label.span.file.position(label.span.start)
        return Place(label.span.file.path, line, 1 if label.line_only else column + 1)

    @property
    def identity(self) -> tuple[str, str, str, int]:
        """What makes it, whichever process found it: problem, message, file, offset."""
        if not self.labels:
            return self.problem.id(), self.message, "", -1
        span = self.labels[0].span
        return self.problem.id(), self.message, span.file.path, span.start

    def advised(self, advice: Advice) -> Diagnostic:
        """Return the diagnostic with more advice."""
        return replace(self, advice=self.advice.joined(advice))

    def explained(self) -> Diagnostic:
        """Return the diagnostic with the advice that its problem gives."""
        return self.advised(self.problem.advice(self.labels[0].span if self.labels else None))


class Diagnostics:
    """An insertion-ordered set: an identical diagnostic is kept once."""

    def __init__(self) -> None:
        self._items: dict[Diagnostic, None] = {}

    def report(
        self,
        problem: Problem,
        span: Span | None,
        *others: Label,
        line_only: bool = False,
        suggestions: tuple[str, ...] = (),
    ) -> None:
        """Add ``problem`` at ``span``; ``others`` point to further places that explain it."""
        first = () if span is None else (Label(span, problem.message, line_only),)
        self.add(Diagnostic(problem, first + others, suggestions))

    def add(self, diagnostic: Diagnostic) -> None:
        """Add a finished diagnostic, unless it is there already."""
        self._items[diagnostic] = None

    def extend(self, others: Diagnostics) -> None:
        """Add all of ``others``, in their order."""
        self._items.update(others._items)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)
