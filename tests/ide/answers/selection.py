"""How a selection grows."""

from __future__ import annotations

from collections.abc import Iterable

from kclpy.ide.folding import selections
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the ranges around each cursor, inner ones first."""
    return "\n".join(
        ranges(selections(document, offset), document.text) + "\n"
        for document, offset in fixture.places
    )


def ranges(found: Iterable[tuple[int, int]], text: str) -> str:
    """Return what stands in ranges of a text."""
    return "\n".join(repr(text[start:end].rstrip()) for start, end in found)
