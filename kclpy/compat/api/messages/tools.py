"""Formatting, linting, testing and generating."""

from __future__ import annotations

from kclpy.compat.api.message import Message as Record
from kclpy.compat.api.messages.basics import ExecProgramArgs, ParseProgramArgs


class FormatCodeArgs(Record):
    source: str


class FormatCodeResult(Record):
    formatted: bytes


class FormatPathArgs(Record):
    path: str
    dry_run: bool


class FormatPathResult(Record):
    changed_paths: list[str]


class LintPathArgs(Record):
    paths: list[str]


class LintPathResult(Record):
    results: list[str]


class TestArgs(Record):
    exec_args: ExecProgramArgs
    pkg_list: list[str]
    run_regexp: str
    fail_fast: bool
    coverage: bool


class TestResult(Record):
    info: list[TestCaseInfo]
    coverage: TestCoverageReport


class TestCaseInfo(Record):
    name: str
    error: str
    duration: int
    log_message: str
    line_hits: dict[str, int]


class FileCoverage(Record):
    filename: str
    covered_lines: list[int]
    executable_lines: list[int]
    line_hits: dict[int, int]


class TestCoverageReport(Record):
    files: dict[str, FileCoverage]
    summary: CoverageSummary


class CoverageSummary(Record):
    covered: int
    executable: int
    percent: float


class FormatTestReportArgs(Record):
    result: TestResult


class FormatTestReportResult(Record):
    report: str


class GenerateTomlArgs(Record):
    exec_args: ExecProgramArgs
    sort_keys: bool


class GenerateTomlResult(Record):
    toml: str


class GenerateKclArgs(Record):
    source: str
    filename: str
    format: str


class GenerateKclResult(Record):
    kcl: str


class GenerateOpenAPIArgs(Record):
    parse_args: ParseProgramArgs
    version: str


class GenerateOpenAPIResult(Record):
    spec: str


class GenerateProtoArgs(Record):
    parse_args: ParseProgramArgs
    package: str


class GenerateProtoResult(Record):
    proto: str


class GenerateDocArgs(Record):
    parse_args: ParseProgramArgs
    format: str


class GenerateDocResult(Record):
    content: str
