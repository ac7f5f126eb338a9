"""The report in the format of JUnit."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from kclpy.testing.junit import to_junit
from tests.files import write_files
from tests.published import junit_mistakes
from tests.unit.testing.packages import run


def test_report_tells_what_came_of_each_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home = write_files(
        tmp_path,
        {
            "a/b_test.k": 'test_ok = lambda { print("<\\x07>") }\n'
            'test_bad = lambda { assert 1 == 2, "1 < 2 & é" }\n',
            "c/d_test.k": "test_x = lambda { y }\n",
        },
    )
    report = to_junit([run(home / "a"), run(home / "c")])
    assert junit_mistakes(report) == []
    root = Xml.fromstring(report.encode())
    assert {name: root.get(name) for name in ("tests", "failures", "errors")} == {
        "tests": "3",
        "failures": "1",
        "errors": "1",
    }
    passed, failed, broken = root.iter("testcase")
    assert (
        passed.attrib.items()
        >= {
            "name": "test_ok",
            "classname": "a.b_test",
            "file": "a/b_test.k",
            "line": "1",
        }.items()
    )
    assert passed.findtext("system-out") == "<\ufffd>\n"
    failure = failed.find("failure")
    assert failure is not None and failure.get("message") == "1 < 2 & é"
    assert "b_test.k:2:1" in (failure.text or "")
    error = broken.find("error")
    assert error is not None and error.get("message") == "name 'y' is not defined"
