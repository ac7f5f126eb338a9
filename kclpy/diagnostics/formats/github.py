"""Workflow commands of GitHub Actions, which put findings on the lines of a pull request."""

from __future__ import annotations

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.formats.findings import Findings, notes_of

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def write(findings: Findings) -> str:
    """Return one command for each diagnostic."""
    return "".join([f"{_command(findings, diagnostic)}\n" for diagnostic in findings.diagnostics])


def _command(findings: Findings, diagnostic: Diagnostic) -> str:
    problem, advice = diagnostic.problem, diagnostic.advice
    properties: dict[str, object] = {}
    place = findings.place(diagnostic)
    if place is not None:
        properties |= {"file": place.path, "line": place.line, "col": place.column}
        properties |= {"endLine": place.end_line, "endColumn": place.end_column}
        if place.line != place.end_line:  # columns are for ranges within a line
            properties |= {"col": None, "endColumn": None}
    properties["title"] = " ".join(filter(None, (problem.code, problem.kind))) or problem.id()
    listed = [f"{key}={_property(str(value))}" for key, value in properties.items() if value]
    path = [f"path: {advice.path}"] if advice.path else []
    lines = [diagnostic.message or "the assertion does not hold", *path]
    lines += [f"note: {note}" for note in notes_of(diagnostic)]
    lines += [f"help: {text}" for text in (*advice.help, *diagnostic.suggestions)]
    return f"::{_COMMANDS[problem.level]} {','.join(listed)}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
