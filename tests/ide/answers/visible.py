"""Which names can be used at a place."""

from __future__ import annotations

from kclpy.ide.scopes import visible
from kclpy.semantics.symbols import BuiltinSymbol
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the names at each cursor, without those that are always there."""
    lines = []
    for place in fixture.places:
        names = [n for n, s in visible(*place).items() if not isinstance(s, BuiltinSymbol)]
        lines.append(" ".join(names))
    return "\n".join(lines)
