"""Coverage of tests, in the messages of the service."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from kclpy.compat.api.messages import CoverageSummary, FileCoverage, TestCoverageReport
from kclpy.driver.options import Options
from kclpy.testing.coverage_run import Measurement

if TYPE_CHECKING:
    from coverage import Coverage

# How often lines ran, as ``file:line``, by the name of the case.
Hits: TypeAlias = dict[str, dict[str, int]]


@contextmanager
def measured(roots: tuple[str, ...], options: Options) -> Iterator[Measurement]:
    """Yield a measurement of the files below ``roots``, whose data are gone afterwards."""
    with tempfile.TemporaryDirectory() as directory:
        yield Measurement(roots, os.path.join(directory, "data"), options, includes_tests=True)


def hits_and_report(measurement: Measurement) -> tuple[Hits, TestCoverageReport]:
    """Return which lines each case ran, and what of each file all of them ran.

    A line counts once for each case that ran it.
    """
    return measurement.report(_read)


def _read(coverage: Coverage) -> tuple[Hits, TestCoverageReport]:
    data = coverage.get_data()
    hits: Hits = {}
    files: dict[str, FileCoverage] = {}
    for path in sorted(data.measured_files()):
        _, executable, missing, _ = coverage.analysis(path)
        covered = sorted(set(executable) - set(missing))
        counts: Counter[int] = Counter()
        for line, cases in data.contexts_by_lineno(path).items():
            for case in filter(None, cases):
                if line in covered:
                    counts[line] += 1
                    hits.setdefault(case, {})[f"{path}:{line}"] = 1
        files[path] = FileCoverage(
            filename=path,
            covered_lines=covered,
            executable_lines=sorted(executable),
            line_hits=dict(sorted(counts.items())),
        )
    return hits, TestCoverageReport(files=files, summary=_summary(files))


def _summary(files: dict[str, FileCoverage]) -> CoverageSummary:
    covered = sum(len(one.covered_lines) for one in files.values())
    executable = sum(len(one.executable_lines) for one in files.values())
    percent = 100.0 * covered / executable if executable else 0.0
    return CoverageSummary(covered=covered, executable=executable, percent=percent)
