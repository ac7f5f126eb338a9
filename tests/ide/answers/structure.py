"""The outline of a document of keys and values, its folds, and how selections grow in it."""

from __future__ import annotations

from kclpy.ide.outline import Entry
from tests.ide.answers.folding import lines_of
from tests.ide.answers.outline import shown
from tests.ide.answers.selection import ranges
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the outline, the lines of each fold, and the ranges around each cursor."""
    document = fixture.keyed
    structure, text = document.structure, document.file.text
    outline: list[Entry] = structure.outline
    parts = [shown(outline), lines_of(structure.folds, document.file)]
    parts += [ranges(structure.selections(cursor), text) for cursor in fixture.cursors]
    return "\n\n".join(parts)
