"""``kclpy export``"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kclpy.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.k").write_text("schema App:\n    name: str\nschema Other:\n    n?: int\n")
    (tmp_path / "bad.k").write_text('a: int = "x"\n', "utf-8")
    (tmp_path / "none.k").write_text("a = 1\n", "utf-8")


def test_standard_output(capsys: Capture) -> None:
    assert main(["export", "--format", "jsonschema", "app.k", "--schema", "App"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["$ref"] == "#/$defs/App"
    assert list(document["$defs"]) == ["App"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("pydantic", "app.py"),
        ("jsonschema", "app.json"),
        ("openapi", "app.yaml"),
        ("openapi3.0", "app.yaml"),
        ("typescript", "app.d.ts"),
    ],
)
def test_files_in_a_directory(name: str, file: str, tmp_path: Path, capsys: Capture) -> None:
    assert main(["export", "--format", name, "-o", "new/", "app.k"]) == 0
    assert main(["export", "--format", name, "app.k"]) == 0
    assert (tmp_path / "new" / file).read_text("utf-8") == capsys.readouterr().out
    assert [path.name for path in (tmp_path / "new").iterdir()] == [file]


def test_a_file(tmp_path: Path) -> None:
    assert main(["export", "--format", "pydantic", "-o", "models.py", "app.k"]) == 0
    assert "class App(Model):" in (tmp_path / "models.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["app.k", "--schema", "Ap"], 1, "schema 'Ap' not found"),
        (["app.k", "--schema", "Othr"], 1, "did you mean '[\"Other\"]'?"),
        (["bad.k"], 1, "expected int, got str(x)"),
        (["nope.k"], 1, "Cannot find the kcl file, please check the file path nope.k"),
        (["none.k"], 1, "there is no schema in none.k"),
        (["app.k", "-o", "app.k/x"], 1, "cannot write 'app.k/x'"),
        (["app.k", "-D", "x"], 1, "x"),
        (["app.k", "--format", "xml"], 2, "invalid choice: 'xml'"),
    ],
)
def test_mistakes(words: list[str], status: int, message: str, capsys: Capture) -> None:
    assert main(["export", "--format", "pydantic", *words]) == status
    out, err = capsys.readouterr()
    assert out == "" and message in err


def test_a_failure_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text("old", "utf-8")
    assert main(["export", "--format", "pydantic", "-o", "models.py", "bad.k"]) == 1
    assert (tmp_path / "models.py").read_text("utf-8") == "old"
