"""Running many packages, several at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from kclpy.diagnostics import Diagnostic
from kclpy.driver.options import Options
from kclpy.testing.coverage_run import Measurement
from kclpy.testing.discovery import TestPackage
from kclpy.testing.session import CaseResult, Session


@dataclass(frozen=True, slots=True)
class Plan:
    """How tests are run.

    ``pattern`` is searched in the names of lambdas; only those that match are run. The first
    failure ends a run that ``fails_fast``. ``jobs`` is the number of processes; each measures
    coverage if there is a ``measurement``.
    """

    pattern: str = ""
    fails_fast: bool = False
    updates_snapshots: bool = False
    jobs: int = 1
    measurement: Measurement | None = None


@dataclass(frozen=True, slots=True)
class PackageResult:
    """What came of one package: its cases, or why it cannot be compiled."""

    directory: str
    cases: tuple[CaseResult, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_failure(self) -> bool:
        """Tell whether anything failed."""
        return bool(self.diagnostics) or any(case.is_failure for case in self.cases)


@dataclass(frozen=True, slots=True)
class Job:
    """A package and the options it is compiled with."""

    package: TestPackage
    options: Options


def run_tests(jobs: Sequence[Job], plan: Plan) -> Iterator[PackageResult]:
    """Yield what comes of each package, in their order, as soon as it is known."""
    for result in _results(jobs, plan):
        yield result
        if plan.fails_fast and result.is_failure:
            return


def _results(jobs: Sequence[Job], plan: Plan) -> Iterator[PackageResult]:
    count = min(plan.jobs, len(jobs))
    if count <= 1:
        yield from (run_package(job, plan) for job in jobs)
        return
    with ProcessPoolExecutor(count) as pool:
        try:
            yield from pool.map(run_package, jobs, [plan] * len(jobs))
        finally:
            pool.shutdown(cancel_futures=True)


def run_package(job: Job, plan: Plan) -> PackageResult:
    """Run the cases of one package that the plan asks for."""
    if plan.measurement is None:
        return _run_package(job, plan)
    with plan.measurement.running() as coverage:
        return _run_package(job, plan, coverage.switch_context)


def _run_package(
    job: Job, plan: Plan, enter: Callable[[str], object] | None = None
) -> PackageResult:
    """Run the cases; ``enter`` is told the name of the one that is about to run."""
    session = Session(job.package, job.options, plan.updates_snapshots)
    if session.diagnostics:
        return PackageResult(job.package.directory, (), session.diagnostics)
    pattern = re.compile(plan.pattern)
    results: list[CaseResult] = []
    for case in session.cases():
        if pattern.search(case.function):
            if enter is not None:
                enter(case.function)
            for result in session.run(case):
                results.append(result)
                if plan.fails_fast and result.is_failure:
                    return PackageResult(job.package.directory, tuple(results))
    return PackageResult(job.package.directory, tuple(results))


def default_jobs() -> int:
    """Return how many processes the machine can run at once."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def all_cases(results: Iterable[PackageResult]) -> list[CaseResult]:
    """Return the cases of all packages."""
    return [case for result in results for case in result.cases]


def all_diagnostics(results: Iterable[PackageResult]) -> list[Diagnostic]:
    """Return why packages cannot be compiled and why cases failed."""
    found: list[Diagnostic] = []
    for result in results:
        found += result.diagnostics
        for case in result.cases:
            found += case.diagnostics
    return found
