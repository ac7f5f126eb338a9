"""A JSON list with all that is known of each diagnostic.

Lines and columns are 1-based, the end column stands beyond the last character; a place that
knows its line alone has ``null`` for columns.
"""

from __future__ import annotations

from json import dumps
from typing import Any

from kclpy.diagnostics import Diagnostic, Fix, Label
from kclpy.diagnostics.formats.findings import Findings, Region, notes_of


def write(findings: Findings) -> str:
    """Return the list as text; it is empty where nothing was found."""
    listed = [_object(findings, diagnostic) for diagnostic in findings.diagnostics]
    return dumps(listed, indent=2, ensure_ascii=False) + "\n"


def _object(findings: Findings, diagnostic: Diagnostic) -> dict[str, Any]:
    problem, advice = diagnostic.problem, diagnostic.advice
    return {
        "level": problem.level,
        "code": problem.code or None,
        "kind": problem.kind or None,
        "name": problem.id(),
        "message": diagnostic.message,
        "path": advice.path or None,
        "messages": [_label(findings, label) for label in diagnostic.labels],
        "related": [_label(findings, label) for label in advice.related],
        "notes": notes_of(diagnostic),
        "help": [*advice.help, *diagnostic.suggestions],
        "fixes": [_fix(findings, fix) for fix in advice.fixes],
    }


def _label(findings: Findings, label: Label) -> dict[str, Any]:
    return {"message": label.message, **_region(findings.region_of(label))}


def _region(region: Region | None) -> dict[str, Any]:
    path, line, column, end_line, end_column = region or (None,) * 5
    return {
        "file": path,
        "line": line,
        "column": column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def _fix(findings: Findings, fix: Fix) -> dict[str, Any]:
    edits = [{**_region(findings.region(edit.span)), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "edits": edits}
