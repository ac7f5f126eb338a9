"""Lookups in regions within each other."""

from __future__ import annotations

import pytest

from kclpy.semantics.nesting import Nested

DEPTH = 1_000


def _regions() -> list[Nested[str]]:
    """Return many regions, each of which declares a name of its own and ``level``."""
    regions: list[Nested[str]] = [Nested(None)]
    regions[0].names["outermost"] = "here"
    for depth in range(1, DEPTH):
        regions.append(Nested(regions[-1]))
        regions[-1].names[f"n{depth}"] = str(depth)
        if depth % 5 == 0:
            regions[-1].names["level"] = str(depth)
    return regions


REGIONS = _regions()


@pytest.mark.parametrize("depth", [1, 63, 64, 65, 127, 128, 129, 130, 777, DEPTH - 1])
def test_lookups_find_what_a_walk_finds(depth: int) -> None:
    region = REGIONS[depth]
    assert region.lookup("outermost") == "here"
    assert region.lookup("nothing") is None
    for other in range(1, DEPTH):
        assert region.lookup(f"n{other}") == (str(other) if other <= depth else None)
    assert region.lookup("level") == (str(depth - depth % 5) if depth >= 5 else None)


def test_what_is_declared_between_lookups_is_found() -> None:
    region = Nested(REGIONS[-1])
    assert region.lookup("late") is None
    region.names["late"] = "yes"
    assert region.lookup("late") == "yes"
    assert Nested(region).lookup("late") == "yes"
