"""``kclpy test``: run the tests that stand in ``*_test.k`` files (reference, 07 section 6)."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from tempfile import TemporaryDirectory

from kclpy.cli.arguments import add_inputs, parse_arguments, request_of
from kclpy.cli.errors import Reporter, add_error_flags
from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.render import render
from kclpy.driver.request import RequestError, resolve_request
from kclpy.source.writing import write_atomically
from kclpy.testing.coverage_run import Measurement, is_available, roots_of, write_reports
from kclpy.testing.discovery import DiscoveryError, TestPackage, find_packages
from kclpy.testing.junit import to_junit
from kclpy.testing.report import NOTHING, package_text, summary
from kclpy.testing.runner import (
    Job,
    PackageResult,
    Plan,
    all_cases,
    all_diagnostics,
    default_jobs,
    run_tests,
)


def run(argv: Sequence[str]) -> int:
    """Run the tests that ``argv`` asks for and return the exit status.

    0 if all passed, 1 if one failed, 2 if the words make no sense.
    """
    words = parse_arguments(command_line(), argv)
    try:
        pattern = re.compile(words.run).pattern
    except re.error as error:
        sys.stderr.write(f"kclpy test: --run is no regular expression: {error}\n")
        return 2
    try:
        packages = find_packages(words.packages)
        jobs = [_job(words, package) for package in packages]
    except DiscoveryError as error:
        Reporter(words).write([Diagnostic(error.problem)])
        return 1
    except RequestError as error:
        Reporter(words).write([error.diagnostic])
        return 1
    if not jobs:
        sys.stdout.write(f"{NOTHING}\n")
        return 0
    count = default_jobs() if words.jobs is None else max(1, words.jobs)
    plan = Plan(pattern, words.fail_fast, words.update, count)
    if not _is_measured(words):
        return _run(jobs, plan, words)
    if not is_available():
        sys.stderr.write("kclpy test: coverage needs coverage.py: pip install 'kclpy-lang[test]'\n")
        return 2
    return _run_measured(jobs, plan, words)


def _is_measured(words: argparse.Namespace) -> bool:
    files = (words.coverage_html, words.coverage_lcov, words.coverage_xml)
    return words.coverage or words.fail_under is not None or any(files)


def _run_measured(jobs: list[Job], plan: Plan, words: argparse.Namespace) -> int:
    """Run the tests, then report which lines of the sources ran."""
    roots = roots_of(job.package.directory for job in jobs)
    with TemporaryDirectory(prefix="kclpy-") as directory:
        measurement = Measurement(roots, os.path.join(directory, "data"), jobs[0].options)
        status = _run(jobs, replace(plan, measurement=measurement), words)
        try:
            covered = measurement.report(
                lambda coverage: write_reports(
                    coverage, words.coverage_html, words.coverage_lcov, words.coverage_xml
                )
            )
        except OSError as error:
            sys.stderr.write(f"cannot write '{error.filename}': {error.strerror}\n")
            return 1
    if words.fail_under is not None and covered < words.fail_under:
        sys.stderr.write(f"coverage is {covered:.2f} %, less than {words.fail_under:g} %\n")
        return 1
    return status


def _job(words: argparse.Namespace, package: TestPackage) -> Job:
    options, _ = resolve_request(request_of(words, package.sources))
    return Job(package, options)


def _run(jobs: list[Job], plan: Plan, words: argparse.Namespace) -> int:
    """Run the tests and tell what comes of them."""
    reporter = Reporter(words)
    shown = partial(render, colour=reporter.is_coloured, with_advice=reporter.wants_advice)
    results: list[PackageResult] = []
    for result in run_tests(jobs, plan):
        results.append(result)
        sys.stdout.write(package_text(result, shown))
        sys.stdout.flush()
    sys.stdout.write(summary(results))
    if reporter.format != "pretty":
        reporter.write(all_diagnostics(results), [case.file for case in all_cases(results)])
    if words.junit is not None:
        try:
            write_atomically(words.junit, to_junit(results))
        except OSError as error:
            sys.stderr.write(f"cannot write '{words.junit}': {error.strerror}\n")
            return 1
    return int(any(result.is_failure for result in results))


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="kclpy test",
        description="Run the lambdas called test_… in the files called …_test.k.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "packages",
        nargs="*",
        metavar="PACKAGE",
        help="a directory, DIR/... for all below it, or a test file; by default .",
    )
    add("--run", default="", metavar="REGEX", help="run only tests whose name it matches")
    add("--fail-fast", action="store_true", help="stop at the first failure")
    add("--update", action="store_true", help="write the snapshots")
    add("-j", "--jobs", type=int, metavar="N", help="how many packages are run at once")
    add("--junit", metavar="FILE", help="write a report in the format of JUnit")
    add("--coverage", action="store_true", help="tell which lines of KCL the tests run")
    add("--coverage-html", metavar="DIR", help="write that as a web site")
    add("--coverage-lcov", metavar="FILE", help="write that in the format of lcov")
    add("--coverage-xml", metavar="FILE", help="write that in the format of Cobertura")
    add("--fail-under", type=float, metavar="PERCENT", help="fail if less is covered")
    add_inputs(parser)
    add_error_flags(parser)
    add("-q", "--quiet", action="store_true", help="say nothing about packages")
    return parser
