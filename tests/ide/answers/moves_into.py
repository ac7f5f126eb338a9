"""The files after the declarations at the cursors moved to the file that ``target`` names."""

from __future__ import annotations

from pathlib import Path

from kclpy.ide.edits import apply_edits
from kclpy.ide.refactoring.move import Move, move_into
from kclpy.ide.refactoring.refusal import Refusal
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the files that change, or why none does, for each cursor."""
    return "\n".join(_moved(fixture, cursor) for cursor in fixture.cursors)


def _moved(fixture: Fixture, cursor: int) -> str:
    folder = fixture.folder.resolve()
    target = str(folder / (folder / "target").read_text("utf-8").strip())
    try:
        move = move_into(fixture.snapshot, fixture.document, cursor, target, fixture.token)
    except Refusal as refusal:
        return f"{refusal}\n"
    return "\n".join(_shown(move, folder))


def _shown(move: Move, folder: Path) -> list[str]:
    return [
        f"```kcl {Path(file.path).relative_to(folder)}\n{apply_edits(file.text, edits)}```\n"
        for file, edits in move.edits.items()
        if edits
    ]
