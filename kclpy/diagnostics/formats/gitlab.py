"""Code Quality reports of GitLab, which show findings in merge requests.

They are issues as the specification of Code Climate has them, of which GitLab reads a part. GitLab
knows a finding again by its fingerprint; it does not depend on the line, so that a finding that
moves is no new one.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import Any

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.formats.findings import Findings, notes_of

# GitLab wants a file and a line: what stands nowhere is put here.
_NOWHERE = (".", 1)
_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}
_CATEGORIES = {"error": "Bug Risk", "warning": "Clarity", "note": "Style"}


def write(findings: Findings) -> str:
    """Return the list as text; it is empty where nothing was found."""
    seen: Counter[tuple[str, ...]] = Counter()
    listed = [_entry(findings, diagnostic, seen) for diagnostic in findings.diagnostics]
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"


def _entry(
    findings: Findings, diagnostic: Diagnostic, seen: Counter[tuple[str, ...]]
) -> dict[str, Any]:
    problem = diagnostic.problem
    place = findings.place(diagnostic)
    path, line = _NOWHERE if place is None else (place.path, place.line)
    end = line if place is None else place.end_line
    message = diagnostic.message or "the assertion does not hold"
    key = (problem.id(), path, message)
    seen[key] += 1
    entry: dict[str, Any] = {
        "type": "issue",
        "description": " ".join(message.split()),
        "check_name": problem.id(),
        "categories": [_CATEGORIES[problem.level]],
        "fingerprint": sha256(
            "\0".join([*key, str(seen[key])]).encode("utf-8", "replace")
        ).hexdigest(),
        "severity": _SEVERITIES[problem.level],
        "location": {"path": path, "lines": {"begin": line, "end": end}},
    }
    remarks = [f"path: {diagnostic.advice.path}"] if diagnostic.advice.path else []
    remarks += [f"note: {note}" for note in notes_of(diagnostic)]
    remarks += [f"help: {text}" for text in (*diagnostic.advice.help, *diagnostic.suggestions)]
    if remarks:
        entry["content"] = {"body": "\n".join(remarks)}
    return entry
