"""SARIF 2.1.0, the OASIS standard that code scanning services read.

A rule is a problem; its help is the page of the manual. Places that explain are related
locations, the path of the value is a logical location, and fixes are replacements.
"""

from __future__ import annotations

import inspect
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kclpy.diagnostics import Diagnostic, Fix, Label, Problem
from kclpy.diagnostics.formats.findings import Findings, Region, notes_of

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def write(findings: Findings) -> str:
    """Return the log; it has one run."""
    problems = list(dict.fromkeys(type(one.problem) for one in findings.diagnostics))
    numbers = {problem: number for number, problem in enumerate(problems)}
    driver: dict[str, Any] = {"name": "kclpy", "rules": [_rule(p) for p in problems]}
    if findings.version:
        driver["version"] = findings.version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _artifact(findings.path(file))} for file in findings.files],
        "results": [
            _result(findings, one, numbers[type(one.problem)]) for one in findings.diagnostics
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(problem: type[Problem]) -> dict[str, Any]:
    page = inspect.getdoc(problem) or problem.__name__
    summary = " ".join(page.partition("\n\n")[0].split())
    rule: dict[str, Any] = {
        "id": problem.id(),
        "name": problem.__name__,
        "shortDescription": {"text": summary},
        "help": {"text": page, "markdown": page},
    }
    properties = {"code": problem.code, "kind": problem.kind}
    if any(properties.values()):
        rule["properties"] = properties
    return rule


def _result(findings: Findings, diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    advice = diagnostic.advice
    result: dict[str, Any] = {
        "ruleId": diagnostic.problem.id(),
        "ruleIndex": rule,
        "level": diagnostic.problem.level,
        "message": {"text": _text(diagnostic)},
    }
    locations = [_location(findings, label) for label in diagnostic.labels[:1]]
    if advice.path:
        logical = {"fullyQualifiedName": advice.path, "kind": "member"}
        locations = [{**(locations[0] if locations else {}), "logicalLocations": [logical]}]
    if locations:
        result["locations"] = locations
    others = [*diagnostic.labels[1:], *advice.related]
    if others:
        result["relatedLocations"] = [
            {"id": number, **_location(findings, label), "message": {"text": label.message}}
            for number, label in enumerate(others)
        ]
    if advice.fixes:
        result["fixes"] = [_fix(findings, fix) for fix in advice.fixes]
    return result


def _text(diagnostic: Diagnostic) -> str:
    """Return the message, with the notes and the proposals below it."""
    lines = [diagnostic.message or "the assertion does not hold"]
    lines += [f"note: {note}" for note in notes_of(diagnostic)]
    lines += [f"help: {text}" for text in (*diagnostic.advice.help, *diagnostic.suggestions)]
    return "\n".join(lines)


def _location(findings: Findings, label: Label) -> dict[str, Any]:
    region = findings.region_of(label)
    if region is None:
        return {}
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(region.path),
            "region": _region(region),
        }
    }


def _artifact(path: str) -> dict[str, str]:
    """Return a file as a URI: relative to the work directory, or absolute."""
    return {"uri": Path(path).as_uri() if os.path.isabs(path) else quote(path)}


def _region(region: Region) -> dict[str, int]:
    numbers = {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }
    return {name: number for name, number in numbers.items() if number is not None}


def _fix(findings: Findings, fix: Fix) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        region = findings.region(edit.span)
        if region is not None:
            replacement = {"deletedRegion": _region(region), "insertedContent": {"text": edit.text}}
            changes.setdefault(region.path, []).append(replacement)
    return {
        "description": {"text": fix.title},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }
