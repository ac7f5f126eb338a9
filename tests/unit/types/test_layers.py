"""Tables that add to other tables."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kclpy.types.layers import derive

SIZE = 500


@pytest.fixture(scope="module")
def deep() -> Mapping[str, int]:
    """A table of many layers, each of which gives the name ``all`` anew."""
    table: Mapping[str, int] = {"first": -1}
    for i in range(SIZE):
        table = derive({f"a{i}": i, "all": i}, table)
    return table


def test_own_items_come_before_those_of_the_base(deep: Mapping[str, int]) -> None:
    assert [deep["all"], deep["a0"], deep["first"]] == [SIZE - 1, 0, -1]
    assert derive({"a0": 7}, deep)["a0"] == 7


def test_the_base_stays_as_it_is() -> None:
    base = {"a": 1}
    assert derive({"a": 2}, base) == {"a": 2}
    assert base == {"a": 1}


def test_it_is_a_mapping(deep: Mapping[str, int]) -> None:
    assert len(deep) == SIZE + 2
    assert set(deep) == {"first", "all", *(f"a{i}" for i in range(SIZE))}
    assert "a3" in deep
    assert "b" not in deep
    assert (deep.get("a3"), deep.get("b"), deep.get("b", 5)) == (3, None, 5)
    with pytest.raises(KeyError):
        deep["b"]


def test_the_layers_are_few(deep: Mapping[str, int]) -> None:
    assert len(getattr(deep, "parts", ())) < 10
