"""Reports for machines are valid by the schemas that others publish, whatever is reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic_sarif import model as sarif

from kclpy.diagnostics.formats import Findings, write
from tests.published import gitlab_mistakes, junit_mistakes
from tests.unit.diagnostics.formats.findings import findings, odd_findings

NAMES = ("some", "odd", "strict", "none")
each = pytest.mark.parametrize("name", NAMES)


def _findings(name: str, home: Path) -> Findings:
    if name == "none":
        return Findings((), (str(home / "a.k"),), str(home))
    if name == "some":
        return findings(home)
    return odd_findings(home, are_warnings_failures=name == "strict")


@each
def test_junit(name: str, tmp_path: Path) -> None:
    assert junit_mistakes(write(_findings(name, tmp_path), "junit")) == []


def test_gitlab(tmp_path: Path) -> None:
    for name in NAMES:
        report = write(_findings(name, tmp_path), "gitlab")
        assert gitlab_mistakes(report, tmp_path) == "", name
        for issue in json.loads(report):
            assert "\n" not in issue["description"]
            assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]


@each
def test_sarif(name: str, tmp_path: Path) -> None:
    text = write(_findings(name, tmp_path), "sarif").encode("utf-8", "replace")
    sarif.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate_json(text)


@pytest.mark.parametrize(
    "report",
    [
        "<testsuite/>",
        '<testsuites><testsuite name="a" tests="1" failures="0" errors="0">'
        '<testcase classname="a"/></testsuite></testsuites>',
        '<testsuites><testsuite name="a" tests="1" failures="0" errors="0">'
        '<testcase name="a"><warning/></testcase></testsuite></testsuites>',
    ],
)
def test_schemas_refuse_what_is_wrong(report: str) -> None:
    assert junit_mistakes(report)


def test_types_refuse_what_is_wrong(tmp_path: Path) -> None:
    issue = json.loads(write(findings(tmp_path), "gitlab"))[0]
    without = {name: value for name, value in issue.items() if name != "check_name"}
    said = gitlab_mistakes(json.dumps([without, {**issue, "severity": "high"}]), tmp_path)
    assert "'check_name' is missing" in said and "Severity" in said
