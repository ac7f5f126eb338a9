"""What the README shows is what kclpy does."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from kclpy.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([\w/]+\.(?:k|yaml))`")
_TIME = re.compile(r"\(\d+ms\)")


def _sessions() -> Iterator[tuple[str, str]]:
    """Yield the commands that the README shows, and what it shows as their output."""
    for language, text in _BLOCK.findall(README):
        if language == "console" and text.startswith("$ "):
            for session in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, output = session.partition("\n")
                yield command, output


def _programs() -> Iterator[tuple[str, str]]:
    """Yield the files that the README shows, each named in the text before it."""
    for block in _BLOCK.finditer(README):
        if block[1] in ("python", "yaml") and not block[2].startswith("import kclpy\n"):
            before = README[: block.start()].rstrip().rpartition("\n\n")[2]
            yield _FILE.findall(before)[0], block[2]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in _programs():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)


def test_there_are_files_and_commands() -> None:
    assert [name for name, _ in _programs()] == [
        "main.k",
        "wrong/typo.k",
        "prod.k",
        "main_test.k",
        "shop.yaml",
    ]
    assert len(list(_sessions())) == 14


@pytest.mark.parametrize(("command", "output"), list(_sessions()))
def test_command_prints_what_is_shown(
    command: str, output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program, *arguments = shlex.split(command)
    assert program == "kclpy"
    status = main(arguments)
    out, err = capsys.readouterr()
    shown = (out + err).replace(str(tmp_path), "/home/you")
    assert _TIME.sub("", shown) == _TIME.sub("", output)
    assert status == (1 if err else 0)


def test_the_example_from_python(capsys: pytest.CaptureFixture[str]) -> None:
    (text,) = [text for _, text in _BLOCK.findall(README) if text.startswith("import kclpy\n")]
    exec(text, {})
    (told,) = re.findall(r"# (\d+)$", text, re.MULTILINE)
    assert capsys.readouterr().out == f"{told}\n"


def test_the_application_of_the_first_command(capsys: pytest.CaptureFixture[str]) -> None:
    (command,) = re.findall(r"kclpy compile (examples/\S+)", README)
    stack = ROOT / command
    assert main(["compile", str(stack)]) == 0
    assert capsys.readouterr().out == (stack / "expected.yaml").read_text("utf-8")
