"""The page about the linter: its commands print what is shown, its configuration is one."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kclpy.cli import main
from kclpy.linter.configuration import Configurations

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "lint.md"

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"# (\w+\.k)\n")


def test_commands_print_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = 0
    for language, text in _BLOCK.findall(PAGE.read_text("utf-8")):
        if language == "kcl":
            name = _FILE.match(text)
            assert name is not None
            Path(name[1]).write_text(text, "utf-8")
        elif language == "console" and text.startswith("$ "):
            for session in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, shown = session.partition("\n")
                status = main(shlex.split(command)[1:])
                out, err = capsys.readouterr()
                assert out + err == shown
                assert status == bool(err)
                commands += 1
    assert commands >= 5


def test_the_configuration_is_understood(tmp_path: Path) -> None:
    (text,) = [
        text for language, text in _BLOCK.findall(PAGE.read_text("utf-8")) if language == "toml"
    ]
    (tmp_path / "kcl.mod").write_text(text, "utf-8")
    found = Configurations().of(str(tmp_path / "main.k"))
    assert found.select == ("default", "missing-doc")
    assert list(found.per_file) == ["generated/*", "*_test.k"]
