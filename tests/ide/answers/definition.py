"""Where a name is declared, and where its type is."""

from __future__ import annotations

from kclpy.ide.navigation import definition, type_definition
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the declarations of the name at each cursor, and those of its type."""
    lines = []
    for document, offset in fixture.places:
        found = [fixture.shown(span) for span in definition(document, offset)]
        types = [fixture.shown(span) for span in type_definition(document, offset)]
        lines.append(", ".join(found) or "nothing")
        lines[-1] += f" (type: {', '.join(types)})" if types else ""
    return "\n".join(lines)
