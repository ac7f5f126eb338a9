"""Where and why a value does not fit a declared type."""

from __future__ import annotations

import pytest

from kclpy.runtime.convert import INT, STR, Converter, DictOf, ListOf, OneOf
from kclpy.runtime.mismatch import fits, preview, why
from kclpy.runtime.values import Config, Undefined, Value

_UNION = OneOf("", (INT, ListOf("", STR), DictOf("", INT)))


@pytest.mark.parametrize(
    ("converter", "value", "steps", "reasons"),
    [
        (INT, "s", (), ('"s" is str, not int',)),
        (ListOf("", INT), [1, None, "s"], (2,), ('"s" is str, not int',)),
        (ListOf("", INT), "s", (), ('"s" is str, not [int]',)),
        (
            DictOf("", ListOf("", INT)),
            Config({"a": [1], "b": ["x"]}),
            ("b", 0),
            ('"x" is str, not int',),
        ),
        (_UNION, ["a", 1], (1,), ("the closest branch is [str]", "1 is int, not str")),
        (_UNION, True, (), ("the value is True",)),
    ],
)
def test_why(
    converter: Converter, value: Value, steps: tuple[object, ...], reasons: tuple[str, ...]
) -> None:
    assert not fits(converter, value)
    assert why(converter, value) == (steps, reasons)


@pytest.mark.parametrize("value", [None, Undefined, 1, ["a"], Config({"a": 1}), []])
def test_fits(value: Value) -> None:
    assert fits(_UNION, value)


def test_long_values_are_cut() -> None:
    assert preview("a\n" * 100) == '"' + "a\\n" * 20 + '…"'
    assert preview([1, 2]) == "a list of 2"
    assert len(preview(Config({f"key{n}": n for n in range(100)}))) == 40
