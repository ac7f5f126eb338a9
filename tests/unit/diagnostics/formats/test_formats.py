"""Each form contains what it promises, whatever stands in a message or a path."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.formats import FORMATS, Findings, write
from kclpy.diagnostics.render import render
from kclpy.source import SourceFile
from tests.unit.diagnostics.formats.findings import Failed, Placeless, WrongThing, findings


@pytest.mark.parametrize("name", FORMATS)
def test_every_form_is_there(name: str, tmp_path: Path) -> None:
    text = write(findings(tmp_path), name)
    assert text.endswith("\n") and not text.endswith("\n\n")


def test_nothing_found() -> None:
    nothing = Findings((), ("a.k",))
    assert {name: write(nothing, name) for name in ("pretty", "short", "github", "json")} == {
        "pretty": "",
        "short": "",
        "github": "",
        "json": "[]\n",
    }
    assert 'tests="1" failures="0"' in write(nothing, "junit")


def test_pretty_is_the_rendered_text(tmp_path: Path) -> None:
    found = findings(tmp_path)
    assert write(found, "pretty") == render(found.diagnostics).rstrip("\n") + "\n"


def test_short_has_one_line_each(tmp_path: Path) -> None:
    assert write(findings(tmp_path), "short").splitlines() == [
        "main.k:1:1: error[E2G22]: TypeError: expected int: 100%, got str",
        "main.k:2:5: warning[W1001]: CompilerWarning: unused",
        "main.k:5:1: error: EvaluationError",
        "error: no files",
    ]


def test_json_has_all_that_is_known(tmp_path: Path) -> None:
    full, warning, line_only, nowhere = json.loads(write(findings(tmp_path), "json"))
    place = {"file": "main.k", "line": 1, "column": 1, "endLine": 1, "endColumn": 2}
    assert full == {
        "level": "error",
        "code": "E2G22",
        "kind": "TypeError",
        "name": "wrong-thing",
        "message": "expected int: 100%,\ngot str",
        "path": "a.b[0]",
        "messages": [
            {"message": "expected int: 100%,\ngot str", **place},
            {
                **place,
                "message": "it is declared here",
                "file": str(tmp_path.parent / "far.k"),
            },
        ],
        "related": [{**place, "message": "like this", "file": "sub dir/é,x.k"}],
        "notes": ["a fact"],
        "help": ["write 1"],
        "fixes": [
            {
                "title": "write 1",
                "edits": [{**place, "column": 10, "endColumn": 13, "text": "1"}],
            }
        ],
    }
    assert warning["level"] == "warning"
    assert warning["messages"][0]["endLine"] == 4
    assert line_only["code"] is None
    assert line_only["messages"][0]["column"] is None
    assert nowhere["messages"] == [] and nowhere["help"] == ["try this"]


def test_github_escapes(tmp_path: Path) -> None:
    assert write(findings(tmp_path), "github").splitlines() == [
        "::error file=main.k,line=1,col=1,endLine=1,endColumn=2,title=E2G22 TypeError::"
        "expected int: 100%25,%0Agot str%0Apath: a.b[0]%0Anote: a fact%0Ahelp: write 1",
        "::warning file=main.k,line=2,endLine=4,title=W1001 CompilerWarning::unused",
        "::error file=main.k,line=5,endLine=5,title=EvaluationError::the assertion does not hold",
        "::error title=placeless::no files%0Ahelp: try this",
    ]


def test_github_escapes_properties(tmp_path: Path) -> None:
    file = SourceFile(str(tmp_path / "a,b:c%.k"), "x")
    found = Diagnostic(WrongThing("m"), (Label(file.span(0, 1), "m"),))
    text = write(Findings((found,), workdir=str(tmp_path)), "github")
    assert text.startswith("::error file=a%2Cb%3Ac%25.k,line=1,")


def test_junit_has_a_case_for_each_file(tmp_path: Path) -> None:
    suites = ElementTree.fromstring(write(findings(tmp_path), "junit"))
    assert suites.get("tests") == "4" and suites.get("failures") == "2"
    cases = {case.get("name"): case for case in suites.iter("testcase")}
    assert list(cases) == ["main.k", "sub dir/é,x.k", "fine.k", "."]
    failures = cases["main.k"].findall("failure")
    assert [failure.get("type") for failure in failures] == ["TypeError", "EvaluationError"]
    assert failures[0].text is not None and "= help: write 1" in failures[0].text
    assert cases["main.k"].find("system-out") is not None
    assert len(cases["fine.k"]) == 0
    assert cases["."].find("failure") is not None


def test_junit_replaces_what_xml_cannot_contain() -> None:
    text = write(Findings((Diagnostic(Placeless("a\x00b\x1b[0m\ud800<&>")),)), "junit")
    failure = next(ElementTree.fromstring(text).iter("failure"))
    assert failure.get("message") == "a\ufffdb\ufffd[0m\ufffd<&>"


def test_lone_surrogates_and_control_characters_end_no_form(tmp_path: Path) -> None:
    file = SourceFile(str(tmp_path / "main.k"), "x = '\x00\r\n")
    odd = Diagnostic(Failed("\x00\r"), (Label(file.span(5, 6), "\x00\r"),))
    for name in FORMATS:
        assert write(Findings((odd,), (file.path,), str(tmp_path)), name)
