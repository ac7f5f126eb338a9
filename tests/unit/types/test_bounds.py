"""Upper bounds and widening (reference, 04 sections 3 and 4)."""

from __future__ import annotations

import pytest

from kclpy.types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    NONE,
    STR,
    VOID,
    ConfigType,
    DictType,
    ListType,
    LiteralType,
    Type,
    sup,
    union_of,
    widen,
)
from kclpy.types.model import number_text


def literal(value: bool | float | str) -> LiteralType:
    return LiteralType(type(value).__name__, value)


def dict_of(key: str, value: Type) -> DictType:
    return DictType(literal(key), value)


@pytest.mark.parametrize(
    ("types", "printed"),
    [
        ([], "any"),
        ([VOID], "any"),
        ([NONE, NONE], "NoneType"),
        ([NONE, literal(1)], "int(1)"),
        ([literal(1), ANY], "any"),
        (
            [literal(1), literal("s"), literal(1.5), literal(True), NONE, DictType(ANY, ANY)],
            "{any:any} | str(s) | float(1.5) | bool(True)",
        ),
        ([literal(1), literal(2.0)], "float(2)"),
        ([INT, FLOAT], "float"),
        ([literal(True), FLOAT], "float"),
        ([BOOL, FLOAT], "bool | float"),
        ([literal(True), literal(1), literal(True)], "bool(True) | int(1)"),
        ([STR, literal("a")], "str(a)"),
        ([literal("a"), STR], "str"),
        ([literal("a"), STR, literal("b")], "str(b)"),
        ([STR, literal("a"), literal("b")], "str(b) | str(a)"),
        ([union_of((INT, STR)), INT], "int | str"),
        ([ListType(ANY), ListType(literal(1))], "[any]"),
        ([dict_of("a", literal(1)), dict_of("b", literal(1))], "{str(a):int(1)} | {str(b):int(1)}"),
    ],
)
def test_upper_bound(types: list[Type], printed: str) -> None:
    assert str(sup(types)) == printed


def test_many_containers_are_joined_quickly() -> None:
    items = [dict_of(str(number), literal(number)) for number in range(20000)]
    assert str(widen(ListType(sup(items)))) == "[{str:int}]"


def test_widening_keeps_attributes() -> None:
    type_ = ConfigType([literal("a")], [literal(1)], {"a": INT}, {})
    widened = widen(type_)
    assert isinstance(widened, DictType)
    assert str(widened) == "{str:int}"
    assert widened.attributes() == {"a": INT}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (0.1, "0.1"),
        (1e20, "100000000000000000000"),
        (1e-7, "0.0000001"),
        (-1.5e-7, "-0.00000015"),
        (123456789012345678901.5, "123456789012345680000"),
    ],
)
def test_number_text(value: float, text: str) -> None:
    assert number_text(value) == text
