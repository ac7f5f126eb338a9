"""All places that mean the same."""

from __future__ import annotations

from kclpy.ide.navigation import highlights, references
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the uses of the name at each cursor, in the workspace and in the file."""
    parts = []
    for document, offset in fixture.places:
        found = references(fixture.snapshot, document, offset, fixture.token)
        shown = [fixture.shown(one.span) + " (declaration)" * one.is_declaration for one in found]
        marked = ["w" if one.is_write else "r" for one in highlights(document, offset)]
        parts.append("\n".join([*sorted(shown), f"in the file: {' '.join(marked)}"]) + "\n")
    return "\n".join(parts)
