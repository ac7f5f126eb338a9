"""The parameters of the call that is typed."""

from __future__ import annotations

from kclpy.ide.signature import signature_at
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the signature at each cursor, the next parameter after an arrow."""
    lines = []
    for place in fixture.places:
        found = signature_at(*place)
        if found is None:
            lines.append("nothing")
        else:
            active = "" if found.active is None else found.parameters[found.active]
            lines.append(f"{found.label} -> {active or 'none'}")
    return "\n".join(lines)
