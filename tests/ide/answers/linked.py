"""Places that are edited together."""

from __future__ import annotations

from kclpy.ide.linked import linked
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the places that change with the name at each cursor."""
    several = [linked(document, offset) for document, offset in fixture.places]
    return "\n".join("".join(f"{fixture.shown(one)}\n" for one in places) for places in several)
