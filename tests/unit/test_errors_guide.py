"""The page about errors shows what kclpy says: a program, then its diagnostics with advice.

``pytest --update`` writes the diagnostics.
"""

from __future__ import annotations

import re
from pathlib import Path

from kclpy import api

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "errors.md"

_PAIR = re.compile(r"^```kcl\n(.*?)^```\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _answer(program: str, home: Path) -> str:
    path = home / "main.k"
    path.write_text(program, "utf-8")
    text = api.compile([path], workdir=home, explain=True).errors
    return text.replace(f"{home.resolve()}/", "").strip("\n") + "\n"


def test_answers_are_those_of_kclpy(tmp_path: Path, is_update: bool) -> None:
    def answered(pair: re.Match[str]) -> str:
        return f"```kcl\n{pair[1]}```\n```text\n{_answer(pair[1], tmp_path)}```"

    text = PAGE.read_text("utf-8")
    actual, count = _PAIR.subn(answered, text)
    assert count >= 5
    if is_update:
        PAGE.write_text(actual, "utf-8")
    assert actual == PAGE.read_text("utf-8")
