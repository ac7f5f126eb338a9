"""The files after the declaration at a cursor moved to a file of its own."""

from __future__ import annotations

from pathlib import Path

from kclpy.ide.edits import apply_edits
from kclpy.ide.refactoring.move import Move, move_to_file
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the files that are new or change, for each cursor."""
    moves = [move_to_file(fixture.snapshot, *place, fixture.token) for place in fixture.places]
    return "\n".join("nothing\n" if one is None else _shown(one, fixture) for one in moves)


def _shown(move: Move, fixture: Fixture) -> str:
    texts = {move.path: move.text or ""}
    texts.update((file.path, apply_edits(file.text, edits)) for file, edits in move.edits.items())
    names = {path: Path(path).relative_to(fixture.folder.resolve()) for path in texts}
    return "\n".join(f"```kcl {names[path]}\n{text}```\n" for path, text in texts.items())
