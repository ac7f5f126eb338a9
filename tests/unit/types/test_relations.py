"""The subtyping table (reference, 04 section 2)."""

from __future__ import annotations

import pytest

from kclpy.source import SourceFile, Span
from kclpy.types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    NONE,
    NUMBER,
    NUMBER_MULTIPLIER,
    STR,
    DictType,
    FunctionType,
    ListType,
    LiteralType,
    ModuleType,
    NumberMultiplierType,
    Param,
    SchemaDefinition,
    Type,
    assignable,
    subsume,
    union_of,
)

PLACE = Span(SourceFile("main.k", ""), 0, 0)
ONE = LiteralType("int", 1)
TRUE = LiteralType("bool", True)
LETTER = LiteralType("str", "a")
BASE = SchemaDefinition("Base", "", PLACE)
CHILD = SchemaDefinition("Child", "", PLACE)
CHILD.base = BASE


def function(result: Type, *params: Type) -> FunctionType:
    return FunctionType(tuple(Param("p", param) for param in params), result)


@pytest.mark.parametrize(
    ("type_", "expected", "result"),
    [
        (ANY, INT, True),
        (NONE, INT, True),
        (INT, ANY, True),
        (INT, FLOAT, True),
        (ONE, LiteralType("float", 1.5), True),
        (FLOAT, INT, False),
        (BOOL, INT, False),
        (TRUE, FLOAT, True),
        (BOOL, FLOAT, False),
        (ONE, INT, True),
        (INT, ONE, False),
        (ONE, LiteralType("int", 2), False),
        (STR, LETTER, True),
        (LETTER, STR, True),
        (LETTER, FLOAT, False),
        (union_of((INT, STR)), INT, False),
        (INT, union_of((INT, STR)), True),
        (union_of((INT, ANY)), INT, False),
        (ListType(ONE), ListType(INT), True),
        (ListType(ANY), ListType(INT), True),
        (DictType(STR, INT), DictType(STR, NUMBER), True),
        (DictType(STR, STR), DictType(STR, INT), False),
        (DictType(STR, INT), ListType(INT), False),
        (CHILD.instance, BASE.instance, True),
        (BASE.instance, CHILD.instance, False),
        (BASE.definition, BASE.instance, True),
        (function(INT, ANY), function(ANY, INT), True),
        (function(INT), function(INT, INT), False),
        (function(union_of((INT, ANY))), function(INT), False),
        (NumberMultiplierType(1, "Mi"), NUMBER_MULTIPLIER, True),
        (NUMBER_MULTIPLIER, NumberMultiplierType(1, "Mi"), False),
        (NumberMultiplierType(1, "Mi"), NumberMultiplierType(1024, "Ki"), False),
        (NumberMultiplierType(1, "Mi"), INT, False),
        (ModuleType("math", "system"), ANY, False),
    ],
)
def test_assignable(type_: Type, expected: Type, result: bool) -> None:
    assert assignable(type_, expected) is result


def test_any_is_strict_within_unions() -> None:
    assert subsume(ANY, INT, left_any=True)
    assert not subsume(ANY, INT)


def test_inheritance_cycle_ends() -> None:
    one, other = SchemaDefinition("One", "", PLACE), SchemaDefinition("Other", "", PLACE)
    one.base, other.base = other, one
    one.complete()
    assert one.table is None
    assert not subsume(one.instance, BASE.instance)
