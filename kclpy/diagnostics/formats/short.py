"""One line for each diagnostic, as editors and ``grep`` like it."""

from __future__ import annotations

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.formats.findings import Findings


def write(findings: Findings) -> str:
    """Return ``file:line:column: level[code]: kind: message`` for each diagnostic."""
    return "".join([f"{_line(findings, diagnostic)}\n" for diagnostic in findings.diagnostics])


def _line(findings: Findings, diagnostic: Diagnostic) -> str:
    problem = diagnostic.problem
    place = findings.place(diagnostic)
    code = f"[{problem.code}]" if problem.code else ""
    kind = f"{problem.kind}: " if problem.kind else ""
    text = f"{problem.level}{code}: {kind}{diagnostic.message}".rstrip(": ")
    if place is not None:
        text = f"{place.path}:{place.line}:{place.column or 1}: {text}"
    return " ".join(text.split("\n"))
