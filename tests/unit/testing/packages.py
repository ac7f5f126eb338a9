"""Packages with tests, written to disk for a test."""

from __future__ import annotations

from pathlib import Path

from kclpy.driver.options import Options
from kclpy.testing.discovery import find_packages
from kclpy.testing.runner import Job, PackageResult, Plan, run_package


def run(home: Path, plan: Plan | None = None, options: Options | None = None) -> PackageResult:
    """Return what comes of the tests in the directory ``home``."""
    (package,) = find_packages([str(home)])
    return run_package(Job(package, options or Options()), plan or Plan())


def outcomes(result: PackageResult) -> dict[str, str]:
    """Return the message with which each case failed, "" for those that passed."""
    return {
        case.name: case.diagnostics[0].labels[-1].message if case.is_failure else ""
        for case in result.cases
    }
