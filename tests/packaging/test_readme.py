"""The README shows what kclpy does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kclpy import api
from kclpy.cli import main

README = Path(__file__).parents[2] / "README.md"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


def test_the_example_gives_the_output_beside_it(tmp_path: Path) -> None:
    program = tmp_path / "main.k"
    program.write_text(_blocks("python")[0], "utf-8")
    assert api.compile([str(program)]).yaml + "\n" == _blocks("yaml")[0]


def test_the_example_from_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "main.k").write_text('env = option("env")\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    exec(_blocks("python")[1], {})
    assert capsys.readouterr().out == "env: prod\n"


def test_the_application_of_the_first_command(capsys: pytest.CaptureFixture[str]) -> None:
    (command,) = re.findall(r"kclpy compile (examples/\S+)", README.read_text("utf-8"))
    stack = README.parent / command
    assert main(["compile", str(stack)]) == 0
    assert capsys.readouterr().out == (stack / "expected.yaml").read_text("utf-8")
