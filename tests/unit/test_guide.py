"""The Python examples in the guide run.

The examples of a page are one program, run from top to bottom in an empty folder. A block in
KCL whose first line is ``# FILE.k`` is written to that file, lines for the
console that begin with ``kclpy export`` or ``kclpy doc`` succeed.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kclpy.cli import main

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
PAGES = ["doc.md", "embedding.md", "errors.md", "export.md", "plugins.md", "typed-python.md"]

_BLOCK = re.compile(r"^```(python|kcl|console)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"# ([\w/]+\.k)\n")


@pytest.mark.parametrize("page", PAGES)
def test_examples_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "example"}
    blocks = _BLOCK.findall((GUIDE / page).read_text("utf-8"))
    assert blocks
    for language, text in blocks:
        if language == "python":
            exec(compile(text, page, "exec", dont_inherit=True), names)
        elif (name := _FILE.match(text)) is not None:
            file = tmp_path / name[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        elif language == "console":
            for command in text.splitlines():
                if command.startswith(("kclpy export ", "kclpy doc ")):
                    assert main(shlex.split(command)[1:]) == 0
