"""The SARIF form is what the standard's schema asks for; the models are generated from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from kclpy import api
from kclpy.diagnostics.formats import Findings, write
from tests.unit.diagnostics.formats.findings import findings


def run_of(found: Findings) -> Any:
    """Return the one run of a valid log."""
    text = write(found, "sarif")
    Log.model_validate_json(text)
    (run,) = json.loads(text)["runs"]
    return run


def test_is_valid(tmp_path: Path) -> None:
    run = run_of(findings(tmp_path))
    assert [result["ruleId"] for result in run["results"]] == [
        "wrong-thing",
        "unused-thing",
        "failed",
        "placeless",
    ]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "error", "error"]


def test_nothing_found_is_valid() -> None:
    assert run_of(Findings(()))["results"] == []


def test_rules_are_problems(tmp_path: Path) -> None:
    run = run_of(findings(tmp_path))
    rule = run["tool"]["driver"]["rules"][0]
    assert rule["name"] == "WrongThing"
    assert rule["shortDescription"]["text"] == "A thing is wrong."
    assert rule["help"]["markdown"].endswith("Mend it.")


def test_places(tmp_path: Path) -> None:
    full, warning, line_only, nowhere = run_of(findings(tmp_path))["results"]
    (location,) = full["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "main.k"
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "a.b[0]"
    far, near = full["relatedLocations"]
    assert far["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")
    assert near["physicalLocation"]["artifactLocation"]["uri"] == "sub%20dir/%C3%A9%2Cx.k"
    assert near["message"]["text"] == "like this"
    assert warning["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 5,
        "endLine": 4,
        "endColumn": 2,
    }
    region = line_only["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 5, "endLine": 5}
    assert "locations" not in nowhere


def test_fixes_are_replacements(tmp_path: Path) -> None:
    full = run_of(findings(tmp_path))["results"][0]
    (fix,) = full["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {
                "startLine": 1,
                "startColumn": 10,
                "endLine": 1,
                "endColumn": 13,
            },
            "insertedContent": {"text": "1"},
        }
    ]


def test_program_with_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "main.k"
    path.write_text("schema A:\n    x: int\na = [A {x = 's'}, A {}]\nb = nope\n", "utf-8")
    result = api.compile([path], explain=True)
    run = run_of(Findings(result.diagnostics, result.files, str(tmp_path)))
    paths = [
        location["logicalLocations"][0]["fullyQualifiedName"]
        for found in run["results"]
        for location in found["locations"]
    ]
    assert paths == ["a[0].x", "a[1].x", "b"]
