"""``kclpy vet`` (reference, 07 section 3)."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from kclpy.cli import main
from tests.files import write_files

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = {
        "code.k": "schema Person:\n    name: str\n    age: int\n"
        '    check:\n        age > 10, "too young"\n'
        "schema Other:\n    x?: int\n",
        "good.json": '{"name": "a", "age": 11}',
        "bad.json": '{"name":"a","age":1}',
        "data/a.yaml": "name: a\nage: 12\n---\nname: b\nage: 3\n",
        "data/deep/b.toml": "name = 5\nage = 12\n",
        "data/readme.txt": "no data",
    }
    return write_files(tmp_path, files)


def told(words: list[str], capsys: Capture) -> tuple[int, str, str]:
    status = main(["vet", *words])
    out, err = capsys.readouterr()
    return status, out, err.replace(f"{Path.cwd().resolve()}/", "")


def test_success(capsys: Capture) -> None:
    assert told(["good.json", "code.k"], capsys) == (0, "Validate success!\n", "")


def test_failure_is_told_as_the_reference_tells_it(capsys: Capture) -> None:
    status, out, err = told(["bad.json", "code.k"], capsys)
    assert (status, out) == (1, "")
    assert (
        err
        == """\
EvaluationError
 --> bad.json:1:1
  |
1 | {"name":"a","age":1}
  | ^ Instance check failed
  |

 --> code.k:5:1
  |
5 |         age > 10, "too young"
  |  Check failed on the condition: too young
  |
"""
    )


@pytest.mark.parametrize("data", [["data"], ["data/**/*.yaml", "data/deep"], ["data/*", "data"]])
def test_directories_and_patterns(data: list[str], capsys: Capture) -> None:
    words = [*data, "code.k", "--error-format", "short"]
    if data == ["data/*", "data"]:
        words = ["data/*.yaml", "data", "code.k", "--error-format", "short"]
    assert told(words, capsys) == (
        1,
        "",
        "data/a.yaml:4:1: error: EvaluationError: Check failed on the condition: too young\n"
        "data/deep/b.toml:1:1: error[E2G22]: TypeError: expected str, got int(5)\n",
    )


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("name: a\nage: 1\n"))
    status, _, err = told(["-", "code.k", "--format", "yaml"], capsys)
    assert status == 1
    assert " --> stdin:1:1\n" in err


def test_schema_is_chosen(capsys: Capture) -> None:
    assert told(["good.json", "code.k", "-s", "Other"], capsys)[0] == 1
    status, _, err = told(["good.json", "code.k", "-s", "Othr"], capsys)
    assert status == 1
    assert "name 'Othr' is not defined" in err


def test_output_as_json(capsys: Capture) -> None:
    status, out, err = told(["bad.json", "code.k", "--output", "json"], capsys)
    assert (status, err) == (1, "")
    result = json.loads(out)
    assert (result["success"], result["errCount"]) == (False, 1)
    (error,) = result["errors"]
    assert error["errorType"] == "EvaluationError"
    assert (error["line"], error["column"]) == (1, 1)
    assert error["message"] == "Check failed on the condition: too young"
    assert error["codeSnippet"] == '{"name":"a","age":1}'
    assert (error["schema"]["line"], error["schema"]["column"]) == (5, 1)
    assert json.loads(told(["good.json", "code.k", "--output", "json"], capsys)[1])["success"]


def test_file_that_cannot_be_read_hides_no_other(home: Path, capsys: Capture) -> None:
    (home / "broken.json").write_text("{", "utf-8")
    (home / "latin.json").write_bytes(b'{"name": "\xe9"}')
    words = ["broken.json", "latin.json", "bad.json", "code.k", "--error-format", "short"]
    status, _, err = told(words, capsys)
    assert status == 1
    assert "broken.json:1:2: error: Failed to Load JSON: EOF" in err
    assert "latin.json" in err and "UTF-8" in err
    assert "bad.json:1:1: error: EvaluationError: Check failed" in err


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["good.json"], 2, "data and a file with a schema are needed"),
        (["missing.json", "code.k"], 1, "no data found at 'missing.json'"),
        (["good.json", "missing.k"], 1, "Cannot find the kcl file"),
        (["good.json", "code.k", "-D", "x"], 1, "x"),
    ],
)
def test_wrong_use_is_told(words: list[str], status: int, message: str, capsys: Capture) -> None:
    found, out, err = told(words, capsys)
    assert (found, out) == (status, "")
    assert message in err


def test_files_of_a_package_are_loaded_together(home: Path, capsys: Capture) -> None:
    (home / "kcl.mod").touch()
    (home / "base.k").write_text("schema Base:\n    check:\n        False, 'base'\n", "utf-8")
    (home / "some.k").write_text("schema Some(Base):\n    name: str\n    age: int\n", "utf-8")
    (home / "some_test.k").write_text("x = = 1\n", "utf-8")
    status, _, err = told(["good.json", "some.k"], capsys)
    assert status == 1
    assert "Check failed on the condition: base" in err


MANIFEST = """\
[package]
name = "shop"

[vet]
"data/*.yaml" = "Person"
"deep.json" = "models.Other"
"""
OTHER = "schema Other:\n    x: int\n"


def test_a_project_names_its_data(home: Path, capsys: Capture) -> None:
    files = {"kcl.mod": MANIFEST, "models/m.k": OTHER, "data/deep/deep.json": '{"x": "y"}'}
    write_files(home, files)
    status, out, err = told(["--error-format", "short"], capsys)
    assert (status, out) == (1, "")
    assert sorted(err.splitlines()) == [
        "data/a.yaml:4:1: error: EvaluationError: Check failed on the condition: too young",
        "data/deep/deep.json:1:2: error[E2G22]: TypeError: expected int, got str(y)",
    ]
    write_files(home, {"data/a.yaml": "name: a\nage: 12\n", "data/deep/deep.json": '{"x": 1}'})
    assert told([], capsys) == (0, "Validate success!\n", "")


def test_patterns_and_schemas_that_lead_nowhere_are_told_where_they_stand(
    home: Path, capsys: Capture
) -> None:
    words = ["--error-format", "short"]
    manifest = "[vet]\n'good.json' = 'Person'\n'b*.yaml' = 'Person'\n'g*.json' = 'Other'\n"
    write_files(home, {"kcl.mod": manifest})
    status, out, err = told(words, capsys)
    assert (status, out) == (0, "Validate success!\n")
    assert err.splitlines() == [
        "kcl.mod:3:1: warning: ConfigurationWarning: no data file matches 'b*.yaml'",
        "kcl.mod:4:1: warning: ConfigurationWarning: all data that 'g*.json' matches are those of"
        " 'good.json', which stands before it",
    ]
    write_files(home, {"kcl.mod": "[vet]\n'b*.yaml' = 'Person'\n'kcl.yaml' = 'Person'\n"})
    (home / "kcl.yaml").touch()
    status, out, err = told(words, capsys)
    assert (status, out, err.count("no data file matches")) == (1, "", 2), "nothing was validated"
    status, out, err = told(["--output", "json"], capsys)
    result = json.loads(out)
    assert (status, result["success"], result["errCount"], err) == (1, False, 2, "")
    write_files(
        home, {"kcl.mod": "[vet]\n'bad.json' = 'Persn'\n'a.yaml' = 'no.P'\n'good.json' = 'Other'\n"}
    )
    (home / "kcl.yaml").unlink()
    status, out, err = told(words, capsys)
    assert (status, out) == (1, "")
    assert [line.partition(": error")[0] for line in sorted(err.splitlines())[-2:]] == [
        "kcl.mod:2:1",
        "kcl.mod:3:1",
    ]
    assert "did you mean '[\"Person\"]'?" in err and "good.json" in err


def test_a_schema_may_stand_in_a_file_or_in_a_dependency(home: Path, capsys: Capture) -> None:
    manifest = """\
[dependencies]
lib = { path = "../lib" }
[vet]
"a.json" = "kinds.Kind"
"b.json" = "lib.parts.Part"
"""
    files = {
        "shop/kcl.mod": manifest,
        "shop/kinds.k": "schema Kind:\n    kind: str\n",
        "shop/a.json": '{"kind": 1}',
        "shop/b.json": '{"part": 1}',
        "lib/kcl.mod": "",
        "lib/parts/part.k": "schema Part:\n    part: str\n",
    }
    write_files(home, files)
    os.chdir(home / "shop")
    status, out, err = told(["--error-format", "short"], capsys)
    assert (status, out) == (1, "")
    assert [line.rpartition(": ")[2] for line in err.splitlines()] == [
        "expected str, got int(1)",
        "expected str, got int(1)",
    ]


def test_a_project_that_names_no_data_or_names_it_wrongly(home: Path, capsys: Capture) -> None:
    status, _, err = told([], capsys)
    assert (status, err) == (2, "kclpy vet: data and a file with a schema are needed\n")
    write_files(home, {"kcl.mod": "[vet]\n'*.yaml' = 3\n"})
    status, _, err = told(["--error-format", "short"], capsys)
    assert status == 1
    assert "kcl.mod:2:1" in err and "is not a string" in err
    write_files(home, {"kcl.mod": "[vet]\n'*.yaml' = 'Nobody'\n"})
    status, _, err = told(["--error-format", "short"], capsys)
    assert status == 1 and "Nobody" in err
