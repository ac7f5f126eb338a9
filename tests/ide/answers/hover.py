"""What a name means."""

from __future__ import annotations

from kclpy.ide.describe import describe
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the description of the name at each cursor."""
    parts = []
    for document, offset in fixture.places:
        found = document.occurrences.at(offset)
        if found is None:
            parts.append("nothing\n")
            continue
        one = describe(found.declaration, document.program)
        home = one.home.replace(str(fixture.folder.resolve()), ".")
        parts.append("\n\n".join(filter(None, [home, f"```kcl\n{one.code}\n```", one.doc])) + "\n")
    return "\n".join(parts)
