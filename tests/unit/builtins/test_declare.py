"""Declaring builtins, and calling them with arguments that do not fit."""

from __future__ import annotations

from typing import Any

import pytest

from kclpy.builtins.declare import MISSING, Builtin, Library, Number
from kclpy.runtime.context import Evaluation
from kclpy.runtime.values import Undefined, UndefinedType

library = Library("text", ValueError)


@library.builtin
def repeat(text: str, times: int, sep: str = "\n") -> str:
    """Return `text` repeated."""
    return sep.join([text] * times)


@library.builtin
def max_(*args: Any, **_ignored: Any) -> Any:
    """Return the largest argument."""
    return max(args)


@library.builtin
def log(context: Evaluation, line: str) -> None:
    """Write a line."""
    context.log.append(line)


@library.builtin(missing=None)
def half(number: Number) -> Number | UndefinedType:
    """Return half of a number."""
    return Undefined if number is MISSING else number / 2


@library.member("str")
def loud(self: str, mark: str = "!") -> str:
    """Return the text with a mark."""
    return self.upper() + mark


def declared(name: str) -> Builtin:
    return library.builtins[name]


def test_what_is_read_off_the_function() -> None:
    found = declared("repeat")
    assert (found.name, found.full_name) == ("repeat", "text.repeat")
    assert (found.parameters, found.required) == (("text", "times", "sep"), 2)
    assert found.doc == "Return `text` repeated."
    assert not (found.needs_context or found.is_variadic or found.is_member)


def test_an_underscore_only_avoids_a_name() -> None:
    assert declared("max").full_name == "text.max"
    assert declared("max").is_variadic


def test_the_state_of_the_run_is_no_parameter() -> None:
    context = Evaluation()
    found = declared("log")
    assert found.needs_context
    assert found.parameters == ("line",)
    assert found.bind(context)(("a",), {}) is None
    assert context.log == ["a"]


@pytest.mark.parametrize(
    ("args", "kwargs", "expected"),
    [
        (("a", 2), {}, "a\na"),
        (("a", 2, "-"), {}, "a-a"),
        (("a",), {"times": 2, "sep": ","}, "a,a"),
        (("a", 2, "-", "more"), {}, "a-a"),
        (("a", 2), {"unknown": 1}, "a\na"),
        (("a", 2), {"times": 3, "sep": ""}, "aaa"),
    ],
)
def test_call(args: tuple[Any, ...], kwargs: dict[str, Any], expected: str) -> None:
    assert declared("repeat").call(args, kwargs) == expected


def test_what_is_required_must_be_there() -> None:
    with pytest.raises(ValueError, match=r"repeat\(\) missing required argument: 'times'"):
        declared("repeat").call(("a",))
    assert declared("half").call(()) is Undefined


def test_members_take_the_value_first() -> None:
    found = library.members["str"]["loud"]
    assert (found.full_name, found.parameters, found.required) == ("str.loud", ("mark",), 0)
    assert found.call(("a",)) == "A!"
    assert found.call(("a",), {"mark": "?"}) == "A?"
    assert found.call(("a", "?", "more")) == "A?"
