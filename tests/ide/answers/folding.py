"""What can be folded."""

from __future__ import annotations

from collections.abc import Iterable

from kclpy.ide.folding import Fold, folds
from kclpy.source import SourceFile
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the lines of each part."""
    return lines_of(folds(fixture.document), fixture.document.file)


def lines_of(found: Iterable[Fold], file: SourceFile) -> str:
    """Return the first and the last line of each fold."""
    return "\n".join(
        f"{file.position(one.start)[0]}-{file.position(one.end)[0]} {one.sort}".rstrip()
        for one in found
    )
