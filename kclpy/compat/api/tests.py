"""`test` and `format_test_report`: the tests of packages."""

from __future__ import annotations

import re
from dataclasses import replace

from kclpy.compat.api.coverage import hits_and_report, measured
from kclpy.compat.api.messages import TestArgs, TestCaseInfo, TestResult
from kclpy.compat.api.programs import ServiceError, exec_options
from kclpy.compat.api.reports import report
from kclpy.testing.coverage_run import is_available, roots_of
from kclpy.testing.discovery import DiscoveryError, find_packages
from kclpy.testing.runner import Job, PackageResult, Plan, run_tests

_RULE = "-" * 80


def run(args: TestArgs) -> TestResult:
    """Run the tests in ``pkg_list``; a package that cannot be compiled is an error."""
    options = exec_options(args.exec_args)
    try:
        packages = find_packages(args.pkg_list, options.workdir)
        re.compile(args.run_regexp)
    except DiscoveryError:
        return TestResult()  # where nothing is, there are no tests
    except re.error as error:
        raise ServiceError(f"invalid regular expression '{args.run_regexp}': {error}") from None
    plan = Plan(pattern=args.run_regexp, fails_fast=args.fail_fast)
    jobs = [Job(package, options) for package in packages]
    if not args.coverage:
        return TestResult(info=_infos(jobs, plan))
    if not is_available():
        raise ServiceError("coverage needs the package 'coverage': pip install kclpy-lang[test]")
    roots = roots_of(package.directory for package in packages)
    with measured(roots, options) as measurement:
        infos = _infos(jobs, replace(plan, measurement=measurement))
        hits, coverage = hits_and_report(measurement)
    for info in infos:
        info.line_hits = hits.get(info.name, {})
    return TestResult(info=infos, coverage=coverage)


def _infos(jobs: list[Job], plan: Plan) -> list[TestCaseInfo]:
    return [info for result in run_tests(jobs, plan) for info in _infos_of(result)]


def _infos_of(result: PackageResult) -> list[TestCaseInfo]:
    if result.diagnostics:
        raise ServiceError(report(result.diagnostics, "pretty", {}))
    return [
        TestCaseInfo(
            name=case.name,
            error=report(case.diagnostics, "pretty", {}),
            duration=int(case.seconds * 1_000_000),
            log_message=case.log,
        )
        for case in result.cases
    ]


def text_of(result: TestResult) -> str:
    """Return a report: a line for each case, what it printed or why it failed, the counts."""
    if not result.info:
        return "no test files"
    lines = []
    for case in result.info:
        word = "FAIL" if case.error else "PASS"
        details = [text for text in (case.log_message, case.error) if text]
        lines.append(f"{case.name}: {word} ({case.duration // 1_000}ms)\n")
        lines += [f"{text}\n" for text in details]
    failed = sum(bool(case.error) for case in result.info)
    total = len(result.info)
    lines.append(f"{_RULE}\n")
    counts = (("PASS", total - failed), ("FAIL", failed))
    lines += [f"{word}: {count}/{total}\n" for word, count in counts if count]
    return "".join(lines)
