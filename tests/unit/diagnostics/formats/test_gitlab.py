"""The Code Quality report of GitLab."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.formats import Findings, write
from kclpy.source import SourceFile
from tests.unit.diagnostics.formats.findings import WrongThing, findings

# What GitLab documents of the format: these keys must be there, others may be. The schema of
# Code Climate, of which it is a part, is in test_published.py.
_TEXT = {"type": "string", "minLength": 1}
_LINE = {"type": "integer", "minimum": 1}
_LINES = {"type": "object", "required": ["begin"], "properties": {"begin": _LINE, "end": _LINE}}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": _TEXT,
            "check_name": _TEXT,
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)[^/]"},
                    "lines": _LINES,
                },
            },
            "content": {"type": "object", "required": ["body"], "properties": {"body": _TEXT}},
        },
    },
}


def _report(found: Findings) -> list[dict[str, Any]]:
    report: list[dict[str, Any]] = json.loads(write(found, "gitlab"))
    jsonschema.validate(report, SCHEMA)
    return report


def test_is_valid(tmp_path: Path) -> None:
    full, warning, line_only, nowhere = _report(findings(tmp_path))
    assert full["description"] == "expected int: 100%, got str"
    assert full["content"]["body"] == "path: a.b[0]\nnote: a fact\nhelp: write 1"
    assert (full["severity"], warning["severity"]) == ("major", "minor")
    assert warning["location"]["lines"] == {"begin": 2, "end": 4}
    assert line_only["location"] == {"path": "main.k", "lines": {"begin": 5, "end": 5}}
    assert nowhere["location"]["path"] == "."


def test_nothing_found_is_valid() -> None:
    assert _report(Findings(())) == []


def test_fingerprints_differ_and_stay_where_lines_move(tmp_path: Path) -> None:
    def fingerprints(text: str, *starts: int) -> list[str]:
        file = SourceFile(str(tmp_path / "a.k"), text)
        found = [
            Diagnostic(WrongThing("x"), (Label(file.span(start, start + 1), "x"),))
            for start in starts
        ]
        return [one["fingerprint"] for one in _report(replace(nothing, diagnostics=found))]

    nothing = Findings((), workdir=str(tmp_path))
    before = fingerprints("a\na\n", 0, 2)
    assert len(set(before)) == 2
    assert fingerprints("\n\na\na\n", 2, 4) == before
