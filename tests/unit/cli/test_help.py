"""``kclpy help NAME`` prints pages of the manual."""

from __future__ import annotations

import pytest

from kclpy.cli import main


@pytest.mark.parametrize("name", ["type-mismatch", "TypeMismatch"])
def test_page_of_a_problem(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", name]) == 0
    text = capsys.readouterr().out
    assert text.startswith("type-mismatch E2G22 TypeError\n\n") and "```kcl" in text


@pytest.mark.parametrize("word", ["E2G22", "typeerror"])
def test_problems_of_a_code(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", word]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 5 and any(line.startswith("division-by-zero ") for line in lines)


def test_unknown_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "type-missmatch"]) == 2
    assert "did you mean 'type-mismatch'?" in capsys.readouterr().err


def test_without_name_commands_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    assert "help NAME" in capsys.readouterr().out


def test_unknown_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["complie", "main.k"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("kclpy: unknown command 'complie', did you mean 'compile'?\n")
