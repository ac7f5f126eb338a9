"""``kclpy doc``"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kclpy.cli import main

Capture = pytest.CaptureFixture[str]

TEXT = '''schema A:
    """A schema.

    Examples
    --------
    a = A {a = 1}
    """
    a: int
'''


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.k").write_text(TEXT, "utf-8")


@pytest.mark.parametrize(
    ("form", "files"),
    [
        ("markdown", ["schemas.md"]),
        ("md", ["schemas.md"]),
        ("markdown-pages", ["home.md", "index.md"]),
        ("html", ["docs.css", "docs.js", "home.html", "index.html", "search.js"]),
        ("openapi", ["openapi.json"]),
        ("json-schema", ["schema.json"]),
    ],
)
@pytest.mark.parametrize("command", [["doc", "generate"], ["d", "g"], ["doc", "gen"]])
def test_generate(
    form: str, files: list[str], command: list[str], tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "main.k").rename(tmp_path / "home" / "main.k")
    assert main([*command, "--file-path", "home", "--target", "out", "--format", form]) == 0
    docs = tmp_path / "out" / "docs"
    said = f"doc generate complete and check generated docs in {docs}\n"
    assert capsys.readouterr().out == said
    assert [path.name for path in sorted(docs.iterdir()) if path.name[0] != "."] == files


def test_markdown_is_the_default(tmp_path: Path) -> None:
    assert main(["doc", "generate"]) == 0
    assert (tmp_path / "docs" / "schemas.md").read_text("utf-8").startswith("# Schemas\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--file-path", "nope"], "Cannot find the kcl file, please check the file path nope"),
        (["--template", "nope"], "kclpy doc: nope: No such file or directory"),
        (["--target", "main.k"], "cannot write 'main.k/docs'"),
        (["--file-path", "bad"], "name 'Nope' is not defined"),
        (["--file-path", "none.k"], "kclpy doc: there is no schema in none.k"),
    ],
)
def test_failures(words: list[str], message: str, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "bad.k").write_text("schema B:\n    a: Nope\n", "utf-8")
    (tmp_path / "none.k").write_text("a = 1\n", "utf-8")
    if "--file-path" not in words:
        words = [*words, "--file-path", "main.k"]
    assert main(["doc", "generate", *words]) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "docs").exists()


def test_files_of_others(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "schemas.md").write_text("mine", "utf-8")
    assert main(["doc", "generate"]) == 1
    assert "was not written by kclpy" in capsys.readouterr().err
    assert main(["doc", "generate", "--force"]) == 0
    assert main(["doc", "generate"]) == 0


@pytest.mark.parametrize("words", [["check"], ["generate", "--check-examples"]])
def test_examples(words: list[str], tmp_path: Path, capsys: Capture) -> None:
    assert main(["doc", *words]) == 0
    if words == ["check"]:
        assert capsys.readouterr().out == "1 example checked\n"
    (tmp_path / "main.k").write_text(TEXT.replace("a = 1", "a = 1, b = 1"), "utf-8")
    assert main(["doc", *words, "--error-format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().err)
    assert found["message"] == "Cannot add member 'b' to schema 'A'"


def test_packages_elsewhere_are_relative_to_the_caller(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "l.k").write_text("schema L:\n    a?: int\n", "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "s.k").write_text("import lib\nschema S(lib.L):\n    b?: int\n", "utf-8")
    assert main(["doc", "g", "--file-path", "sub", "-E", "lib=lib"]) == 0
    assert "| a | int | no |" in (tmp_path / "docs" / "schemas.md").read_text("utf-8")
