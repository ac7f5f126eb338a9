"""Path selectors (reference, 07 section 2.1)."""

from __future__ import annotations

import pytest

from kclpy.plan.select import select
from kclpy.runtime.errors import EvaluationError
from kclpy.runtime.values import Config, Instance, Undefined, Value

INSTANCE = Instance({"port": 80, "unset": Undefined})
VALUE = Config(
    {
        "a": Config({"b": 1, "n": None, "_h": 2, "": 3, "u": Undefined}),
        "l": [1, Config({"m": 2})],
        "s": INSTANCE,
        "_hidden": Config({"x": 1}),
    }
)


@pytest.mark.parametrize(
    ("path", "selected"),
    [
        ("a.b", 1),
        ("a.n", None),
        ("a.u", Undefined),
        ("a._h", 2),
        ("a.", 3),
        ("l", VALUE["l"]),
        ("l.0", 1),
        ("l.1.m", 2),
        ("s", INSTANCE),
        ("s.unset", Undefined),
    ],
)
def test_one_path(path: str, selected: Value) -> None:
    assert select(VALUE, [path]) == selected


@pytest.mark.parametrize(
    "path", ["", "b", "a.c", "a.b.c", "l.2", "l.-1", "l.[0]", "l.x", "_hidden", "_hidden.x"]
)
def test_a_path_that_leads_nowhere(path: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        select(VALUE, [path])
    text = f"invalid path select operand {path}, value not found"
    assert caught.value.problem.message == text


def test_hidden_names_when_they_are_shown() -> None:
    assert select(VALUE, ["_hidden.x"], show_hidden=True) == 1


def test_several_paths_select_a_list() -> None:
    assert select(VALUE, ["l.0", "a.b"]) == [1, 1]


def test_no_path_selects_everything() -> None:
    assert select(VALUE, []) is VALUE


def test_a_result_that_is_no_dict_has_no_parts() -> None:
    assert select([1], ["a"]) == [1]
