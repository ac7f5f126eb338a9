"""What the guide shows of ``kclpy vet`` is what it does.

A block whose first line is ``# FILE`` is that file, with this line.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kclpy.cli import main

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "vet.md"

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# ([\w/]+\.\w+)\n")


def test_commands_print_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    count = 0
    for language, text in _BLOCK.findall(GUIDE.read_text("utf-8")):
        named = _FILE.match(text)
        if named is not None:
            file = tmp_path / named[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        elif language == "console" and text.startswith("$ kclpy "):
            command, _, output = text.removeprefix("$ kclpy ").partition("\n")
            assert main(shlex.split(command)) == 1
            assert capsys.readouterr().err == output
            count += 1
    assert count == 3
