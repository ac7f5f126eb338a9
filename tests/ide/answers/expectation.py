"""Which type is expected at a place."""

from __future__ import annotations

from kclpy.ide.expectation import expected_at
from kclpy.ide.texts import written
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the type that is expected at each cursor."""
    found = [expected_at(*place) for place in fixture.places]
    return "\n".join("nothing" if one is None else written(one) for one in found)
