"""The flags and variables that say how diagnostics are written."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from kclpy.cli import main
from kclpy.diagnostics.formats import FORMATS

PROGRAM = 'schema A:\n    x: int\na = {b = A {x = "s"}}\n'


class Terminal(io.StringIO):
    """A standard error that shows colours."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "KCL_ERROR_FORMAT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def program(tmp_path: Path) -> str:
    path = tmp_path / "main.k"
    path.write_text(PROGRAM, "utf-8")
    return str(path)


def shown_on_terminal(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    main(["compile", *arguments])
    return stream.getvalue()


def errors(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["compile", *arguments]) == 1
    return capsys.readouterr().err


def test_plain_unless_on_a_terminal(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    plain = errors(capsys, program)
    assert "= path" not in plain and "\x1b" not in plain
    assert "  = path: a.b.x\n" in errors(capsys, program, "--no-plain-errors")


def test_advice_and_colour_on_a_terminal(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown_on_terminal(monkeypatch, program)
    assert "\x1b[1;38;5;12m=\x1b[0m path: a.b.x\n" in text


@pytest.mark.parametrize(
    ("variables", "flags", "is_coloured"),
    [
        ({}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": ""}, [], True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
        ({}, ["--no_style"], False),
        ({"FORCE_COLOR": "1"}, ["--no_style"], False),
    ],
)
def test_colour(
    variables: dict[str, str],
    flags: list[str],
    is_coloured: bool,
    program: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    text = shown_on_terminal(monkeypatch, program, "--plain-errors", *flags)
    assert ("\x1b" in text) is is_coloured
    assert "= path" not in text


def test_forced_colour(
    program: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in errors(capsys, program)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pretty"])
def test_forms(name: str, program: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = errors(capsys, program, "--error-format", name)
    assert "expected int" in text and "\x1b" not in text
    assert ("a.b.x" in text) is (name != "short")  # forms for machines always have advice


def test_form_from_the_environment(
    program: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KCL_ERROR_FORMAT", "arcanist")
    assert json.loads(errors(capsys, program))[0]["name"] == "type-mismatch"
    assert errors(capsys, program, "--error-format=short").count("\n") == 1
    monkeypatch.setenv("KCL_ERROR_FORMAT", "nonsense")
    assert errors(capsys, program).startswith("error[E2G22]")


def test_unknown_form(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", program, "--error-format", "nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err


def test_mistakes_before_the_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (found,) = json.loads(errors(capsys, "-D", "x", str(tmp_path), "--error-format", "json"))
    assert found["name"] == "bad-argument" and found["messages"] == []


def test_success_is_an_empty_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "main.k"
    path.write_text("a = 1\n", "utf-8")
    for name, expected in (("json", "[]\n"), ("pretty", ""), ("github", "")):
        assert main(["compile", str(path), "--error-format", name]) == 0
        assert capsys.readouterr().err == expected
