"""Running the cases of one package.

The package is compiled once, with all its files; then every case is an evaluation of its own,
which runs the top level of all files and calls the lambda (reference, 07 section 6).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

from kclpy.diagnostics import Diagnostic
from kclpy.driver.advice import explain
from kclpy.driver.conditions import run_conditions
from kclpy.driver.options import Options
from kclpy.driver.pipeline import Pipeline, Stopped
from kclpy.runtime.context import Evaluation
from kclpy.runtime.errors import EvaluationError
from kclpy.runtime.functions import call
from kclpy.runtime.loader import load
from kclpy.runtime.values import Undefined, Value
from kclpy.testing.cases import ROWS_SUFFIX, Case, cases_in, rows_of
from kclpy.testing.discovery import TestPackage
from kclpy.testing.snapshots import Snapshots


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one case: it failed if there are diagnostics.

    ``seconds`` is how long it ran, ``log`` what `print` wrote.
    """

    name: str
    file: str
    line: int
    seconds: float = 0.0
    log: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_failure(self) -> bool:
        """Tell whether the case failed."""
        return bool(self.diagnostics)


class Session:
    """The cases of one package, compiled with ``options``.

    ``updates_snapshots`` writes snapshots instead of comparing with them.
    """

    def __init__(
        self, package: TestPackage, options: Options, updates_snapshots: bool = False
    ) -> None:
        self.package = package
        self.updates_snapshots = updates_snapshots
        self.pipeline = Pipeline(replace(options, paths=package.sources))

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Why the package cannot be compiled; empty if it can."""
        with run_conditions():
            try:
                _ = self.pipeline.units
            except Stopped:
                pass
        return tuple(self.pipeline.explained)

    def cases(self) -> Iterator[Case]:
        """Yield the cases in the order of files and lines, tables as one case each.

        Yields nothing if the package cannot be compiled.
        """
        if self.diagnostics:
            return
        wanted = {os.path.join(self.package.directory, name) for name in self.package.files}
        for module in self.pipeline.program.main.modules:
            if module.file.path in wanted:
                yield from cases_in(module)

    def run(self, case: Case) -> Iterator[CaseResult]:
        """Run a case and yield what came of it; a table yields a result for each row."""
        if not case.is_table or case.row is not None:
            yield self._attempt(case, partial(self._call, case))
            return
        rows: list[Case] = []

        def find_rows(evaluation: Evaluation) -> None:
            table = self._global(f"{case.function}{ROWS_SUFFIX}", evaluation)
            rows.extend(map(case.with_row, rows_of(case, table)))

        outcome = self._attempt(case, find_rows)
        if outcome.is_failure:
            yield outcome
        for row in rows:
            yield self._attempt(row, partial(self._call, row))

    def _attempt(self, case: Case, action: Callable[[Evaluation], None]) -> CaseResult:
        """Return what comes of ``action``, done in an evaluation of its own for ``case``."""
        evaluation = self.pipeline.new_evaluation()
        evaluation.snapshot = Snapshots(case, self.updates_snapshots).compare
        diagnostics: tuple[Diagnostic, ...] = ()
        start = time.perf_counter()
        with run_conditions():
            try:
                action(evaluation)
            except (EvaluationError, RecursionError, MemoryError) as error:
                found = self.pipeline.failure_of(error)
                diagnostics = tuple(explain([found], self.pipeline.modules))
        seconds = time.perf_counter() - start
        log = "".join(evaluation.log)
        return CaseResult(case.name, case.file, case.line, seconds, log, diagnostics)

    def _call(self, case: Case, evaluation: Evaluation) -> None:
        """Run the program and call the lambda of ``case``."""
        function = self._global(case.function, evaluation)
        if case.row is None:
            call(function, ())
        else:
            call(function, case.row.args, dict(case.row.kwargs))

    def _global(self, name: str, evaluation: Evaluation) -> Value:
        """Return the value of a global after all statements ran."""
        package = load(self.pipeline.units, evaluation)
        return Undefined if package is None else package.member(name)
