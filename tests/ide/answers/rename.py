"""The files after something was renamed to new_name."""

from __future__ import annotations

from pathlib import Path

from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.rename import RenameRefused, rename
from kclpy.source import SourceFile
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the files that change, or the reason why nothing does."""
    (place,) = fixture.places
    try:
        found = rename(fixture.snapshot, *place, "new_name", fixture.token)
    except RenameRefused as refused:
        return str(refused).replace(str(fixture.folder.resolve()), ".")
    by_file: dict[SourceFile, list[Edit]] = {}
    for span, text in found.items():
        by_file.setdefault(span.file, []).append(Edit(span.start, span.end, text))
    parts = []
    for file in sorted(by_file, key=lambda one: one.path):
        name = Path(file.path).relative_to(fixture.folder.resolve())
        parts.append(f"```kcl {name}\n{apply_edits(file.text, by_file[file])}```\n")
    return "\n".join(parts)
