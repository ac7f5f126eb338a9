"""What of a value is output (reference, 02 section 10)."""

from __future__ import annotations

import pytest

from kclpy.plan.planner import PlanOptions, plan
from kclpy.runtime.context import Evaluation
from kclpy.runtime.schemas import Schema
from kclpy.runtime.values import Config, Function, Instance, NumberMultiplier, Undefined, Value

FUNCTION = Function(lambda captured: None, 0)


def instance(package: str, entries: dict[str, Value]) -> Instance:
    made = Instance(entries)
    made.schema = Schema(Evaluation(), package, "Server")
    return made


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (1, 1),
        (None, None),
        (Undefined, None),
        (FUNCTION, 0),
        (NumberMultiplier(1, "Ki"), 1024.0),
        (Config({"_a": 1, "_": 2, "": 3, "a_": 4}), {"": 3, "a_": 4}),
        (Config({"a": Undefined, "b": FUNCTION, "c": None}), {"c": None}),
        ([None, Undefined, FUNCTION, 1], [None, 1]),
        ([Config({"_a": 1}), [FUNCTION]], [{}, []]),
        (instance("__main__", {"b": 1, "_h": 2, "u": Undefined}), {"b": 1}),
        (Config({"s": Schema(Evaluation(), "", "S")}), {}),
    ],
)
def test_plain_data(value: Value, data: object) -> None:
    assert plan(value) == data


def test_hidden_entries_are_shown_on_demand() -> None:
    assert plan(Config({"_a": Config({"_b": 1})}), PlanOptions(show_hidden=True)) == {
        "_a": {"_b": 1}
    }


def test_none_is_dropped_in_dicts_and_lists() -> None:
    value = Config({"a": None, "b": [None, Config({"c": None})]})
    assert plan(value, PlanOptions(disable_none=True)) == {"b": [{}]}


def test_keys_are_sorted_at_all_levels() -> None:
    value = Config({"b": 1, "a": [Config({"d": 1, "c": 2})], "B": 0})
    data = plan(value, PlanOptions(sort_keys=True))
    assert list(data) == ["B", "a", "b"]
    assert list(data["a"][0]) == ["c", "d"]


@pytest.mark.parametrize(("package", "path"), [("__main__", "Server"), ("a.b", "a.b.Server")])
def test_instances_tell_their_schema(package: str, path: str) -> None:
    data = plan(instance(package, {"z": 1}), PlanOptions(include_schema_type_path=True))
    assert list(data.items()) == [("z", 1), ("_type", path)]


def test_deep_values() -> None:
    value: list[Value] = []
    for _ in range(200):
        value = [value]
    assert plan(value) == value
