"""What is said where types do not fit."""

from __future__ import annotations

import pytest

from kclpy.types import BOOL, FLOAT, INT, STR, DictType, ListType, LiteralType, Type, UnionType
from kclpy.types.advice import example, reasons, remedies, replacement

_EIGHTY = LiteralType("str", "80")
_MODE = UnionType((LiteralType("str", "fast"), LiteralType("str", "slow")))


def test_closest_branch_is_told_level_by_level() -> None:
    expected = UnionType((INT, ListType(ListType(STR)), DictType(STR, INT)))
    assert reasons(ListType(ListType(INT)), expected) == (
        "the closest branch is [[str]]",
        "an item is [int], not [str]",
        "an item is int, not str",
    )


def test_obvious_mistakes_need_no_reason() -> None:
    assert reasons(STR, INT) == ()
    assert reasons(STR, UnionType((INT, BOOL))) == ()


@pytest.mark.parametrize(
    ("actual", "expected", "help_"),
    [
        (_EIGHTY, INT, "write 80 without quotes"),
        (LiteralType("str", "1.5"), FLOAT, "write 1.5 without quotes"),
        (LiteralType("str", "TRUE"), BOOL, "write True without quotes"),
        (LiteralType("str", "fats"), _MODE, "did you mean 'fast'?"),
        (STR, INT, "convert it with int(…)"),
        (FLOAT, INT, "convert it with int(…), which drops the fraction"),
        (INT, STR, "write it in quotes, or convert it with str(…)"),
        (STR, ListType(STR), "write a list: […]"),
        (ListType(STR), STR, "it is a list: take one of its items, …[0]"),
        (ListType(_EIGHTY), ListType(INT), "write 80 without quotes"),
    ],
)
def test_remedies(actual: Type, expected: Type, help_: str) -> None:
    assert remedies(actual, expected) == (help_,)


@pytest.mark.parametrize(
    ("actual", "expected", "text"),
    [
        (_EIGHTY, INT, "80"),
        (LiteralType("int", 80), STR, '"80"'),
        (LiteralType("str", "fats"), _MODE, '"fast"'),
        (LiteralType("str", "no number"), INT, ""),
        (STR, INT, ""),
    ],
)
def test_replacement(actual: Type, expected: Type, text: str) -> None:
    assert replacement(actual, expected) == text


def test_examples_are_values_of_their_type() -> None:
    types = (INT, STR, BOOL, ListType(INT), DictType(STR, INT), _MODE)
    assert [example(type_) for type_ in types] == ["0", '""', "False", "[]", "{}", '"fast"']
