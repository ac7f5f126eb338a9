"""Measuring coverage while tests run, by means of coverage.py.

Each process writes data of its own; they are put together when all are done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kclpy.driver.options import Options
from kclpy.driver.workspace import find_root
from kclpy.testing.discovery import SUFFIX

if TYPE_CHECKING:
    from coverage import Coverage

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Measurement:
    """What is measured: the KCL files below ``roots``, tests only if they are included.

    ``data_file`` is where the data go; ``options`` say where packages are found.
    """

    roots: tuple[str, ...]
    data_file: str
    options: Options
    includes_tests: bool = False

    @contextmanager
    def running(self) -> Iterator[Coverage]:
        """Measure what runs within, and keep the data; contexts may be switched meanwhile."""
        coverage = self._coverage(data_suffix=True)
        coverage.start()
        try:
            yield coverage
        finally:
            coverage.stop()
            coverage.save()

    def report(self, action: Callable[[Coverage], R]) -> R:
        """Return what ``action`` returns for the data of all processes."""
        coverage = self._coverage()
        coverage.combine()
        return action(coverage)

    def _coverage(self, data_suffix: bool | None = None) -> Coverage:
        # Not at the top: it is an optional dependency.
        from coverage import Coverage

        from kclpy.testing.coverage_plugin import plugin_for

        coverage = Coverage(
            data_file=self.data_file,
            data_suffix=data_suffix,
            branch=True,
            config_file=False,
            source=list(self.roots),
            omit=[] if self.includes_tests else [f"*{SUFFIX}"],
            plugins=[plugin_for(self.options)],
        )
        coverage.set_option("run:core", "ctrace")  # the one that knows plugins
        return coverage


def roots_of(directories: Iterable[str]) -> tuple[str, ...]:
    """Return the roots of the modules that directories belong to, each once."""
    return tuple(dict.fromkeys(map(find_root, directories)))


def is_available() -> bool:
    """Tell whether coverage.py is installed."""
    try:
        import coverage  # noqa: F401
    except ImportError:
        return False
    return True


def write_reports(coverage: Coverage, html: str | None, lcov: str | None, xml: str | None) -> float:
    """Print the table, write the other reports that are asked for, return the percentage."""
    total = coverage.report(show_missing=True, skip_empty=True)
    if html is not None:
        coverage.html_report(directory=html, skip_empty=True, title="Coverage of KCL sources")
    if lcov is not None:
        os.makedirs(os.path.dirname(os.path.abspath(lcov)), exist_ok=True)
        coverage.lcov_report(outfile=lcov)
    if xml is not None:
        coverage.xml_report(outfile=xml, skip_empty=True)
    return total
