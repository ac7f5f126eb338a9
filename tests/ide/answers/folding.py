"""What can be folded."""

from __future__ import annotations

from kclpy.ide.folding import folds
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the lines of each part."""
    file = fixture.document.file
    return "\n".join(
        f"{file.position(one.start)[0]}-{file.position(one.end)[0]} {one.sort}".rstrip()
        for one in folds(fixture.document)
    )
