"""What a name means."""

from __future__ import annotations

from kclpy.ide.describe import describe
from kclpy.ide.provenance import provenance
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
        origins = provenance(document, offset)
        for origin, verdict in origins if len(origins) > 1 else ():
            place = "" if origin.span is None else fixture.shown(origin.span).partition(" ")[0]
            told = ", ".join(filter(None, (place, origin.role, verdict.value)))
            parts.append(f"- {origin.code} ({told})")
    return "\n".join(parts)
