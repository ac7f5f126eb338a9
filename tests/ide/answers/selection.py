"""How a selection grows."""

from __future__ import annotations

from kclpy.ide.folding import selections
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the ranges around each cursor, inner ones first."""
    parts = []
    for document, offset in fixture.places:
        found = [document.text[a:b].rstrip() for a, b in selections(document, offset)]
        parts.append("\n".join(repr(text) for text in found) + "\n")
    return "\n".join(parts)
