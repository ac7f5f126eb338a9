"""The command line (reference, 07 section 2)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kclpy.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.k").write_text('_h = 1\nb = option("x")\na = [None, {c = 1}]\n', "utf-8")
    (tmp_path / "bad.k").write_text("print(1)\nassert False, 'no'\n", "utf-8")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["main.k"], "b: null\na:\n- null\n- c: 1\n"),
        (["main.k", "-k", "-n", "-H"], "_h: 1\na:\n- c: 1\n"),
        (["main.k", "-D", "x=1", "y=2", "-S", "b"], "1\n"),
        (["-D", "x=1", "y=2", "main.k", "-S", "b"], "1\n"),
        (["-D", "x=1", "-S", "b", "main.k"], "1\n"),
        (["-Dx=1", "-Sb,a.1.c", "main.k"], "- 1\n- 1\n"),
        (["main.k", "-O", "b=[1,2]", "-S", "b"], "- 1\n- 2\n"),
        (["main.k", "-S", "a.1", "--format", "toml"], "c = 1\n"),
        (
            ["main.k", "-S", "a.1", "--format", "xml"],
            '<?xml version="1.0" encoding="UTF-8"?>\n<root><c>1</c></root>\n',
        ),
        (["main.k", "-S", "a.1", "--format", "JSON"], '{\n    "c": 1\n}\n'),
    ],
)
def test_output(words: list[str], expected: str, capsys: Capture) -> None:
    assert main(["compile", *words]) == 0
    assert capsys.readouterr() == (expected, "")


@pytest.mark.parametrize("name", ["run", "r", "compile"])
def test_names_of_the_command(name: str, capsys: Capture) -> None:
    assert main([name, "main.k", "-S", "b"]) == 0
    assert capsys.readouterr().out == "null\n"


def test_failure_goes_to_standard_error(tmp_path: Path, capsys: Capture) -> None:
    assert main(["compile", "bad.k"]) == 1
    assert capsys.readouterr() == (
        "1\n",
        f"EvaluationError\n --> {tmp_path}/bad.k:2:1\n  |\n2 | assert False, 'no'\n  |  no\n  |\n",
    )


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("x = 1\n"))
    assert main(["compile", "-"]) == 0
    assert capsys.readouterr().out == "x: 1\n"


def test_result_replaces_file(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "out.yaml"
    target.write_text("old", "utf-8")
    assert main(["compile", "main.k", "-S", "a.1", "-o", "out.yaml"]) == 0
    assert capsys.readouterr() == ("", "")
    assert target.read_text("utf-8") == "c: 1\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.k", "main.k", "out.yaml"]


def test_failure_leaves_file(tmp_path: Path) -> None:
    target = tmp_path / "out.yaml"
    target.write_text("old", "utf-8")
    assert main(["compile", "bad.k", "-o", "out.yaml"]) == 1
    assert target.read_text("utf-8") == "old"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["main.k", "--format", "ini"],
         "invalid output format, expected [json yaml toml xml], got ini\n"),
        (["main.k", "-S", "b", "--format", "toml"], "document 1 is not a map\n"),
        (["main.k", "-D", "x"], "Invalid value for top level arguments: x\n"),
        (["nope.k"], "Cannot find the kcl file, please check the file path nope.k\n"),
        (["-Y", "s.yaml"], "Failed to load 's.yaml', no such file or directory\n"),
        (["main.k", "-o", "no/out"], "cannot write 'no/out': No such file or directory\n"),
    ],
)  # fmt: skip
def test_mistakes(words: list[str], message: str, capsys: Capture) -> None:
    assert main(["compile", *words]) == 1
    assert capsys.readouterr().err == message


@pytest.mark.parametrize("words", [["compile", "--nope"], ["compile", "-o"], ["nope"]])
def test_wrong_use(words: list[str], capsys: Capture) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == "" and "usage: kclpy" in err


@pytest.mark.parametrize("words", [[], ["--help"], ["compile", "--help"], ["version"]])
def test_help(words: list[str], capsys: Capture) -> None:
    assert main(words) == 0
    assert capsys.readouterr().out


def test_broken_invariant_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def fail(options: object) -> None:
        raise KeyError("gone")

    monkeypatch.setattr("kclpy.api.run", fail)
    assert main(["compile", "main.k"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("internal error: KeyError: 'gone' (") and err.count("\n") == 1
