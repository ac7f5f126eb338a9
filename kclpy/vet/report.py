"""The result as one JSON object (reference, 07 section 3)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.render import render


def to_json(findings: Sequence[Diagnostic], is_success: bool | None = None) -> str:
    """Return the object that tells whether the data are valid, and if not, why.

    They are valid if nothing was found, unless ``is_success`` says something else.
    """
    result = {
        "success": not findings if is_success is None else is_success,
        "errCount": len(findings),
        "errors": [_error(finding) for finding in findings],
        "message": render(findings).strip("\n") if findings else "Validate success!",
    }
    return json.dumps(result, indent=4, ensure_ascii=False) + "\n"


def _error(finding: Diagnostic) -> dict[str, Any]:
    labels = finding.labels
    place = _place(labels[0]) if labels else ("", 0, 0, "")
    path, line, column, text = place
    error: dict[str, Any] = {
        "level": finding.problem.level,
        "errorType": finding.problem.kind or type(finding.problem).__name__,
        "file": path,
        "line": line,
        "column": column,
        "path": finding.advice.path,
        "message": finding.problem.message,
        "codeSnippet": text,
    }
    others = [*labels[1:], *finding.advice.related]
    if others:
        path, line, column, _ = _place(others[0])
        error["schema"] = {
            "filepath": path,
            "line": line,
            "column": column,
            "details": others[0].message,
        }
    return error


def _place(label: Label) -> tuple[str, int, int, str]:
    """Return the file, the line, the column and the text of the line, counted from 1."""
    file = label.span.file
    line, column = file.position(label.span.start)
    return file.path, line, 1 if label.line_only else column + 1, file.line_text(line) or ""
