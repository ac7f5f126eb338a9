"""The functions that need no import (reference, 08 section 2)."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from kclpy.builtins.declare import Builtin
from kclpy.builtins.registry import find
from kclpy.runtime.context import Evaluation
from kclpy.runtime.errors import EvaluationError
from kclpy.runtime.functions import call as call_function
from kclpy.runtime.operators import add
from kclpy.runtime.values import Function, NumberMultiplier, Undefined
from tests.unit.stdlib.calls import call, failure, is_same

KIBI = NumberMultiplier(1, "Ki")
MIN = -(2**63)
MAX = 2**63 - 1

RESULTS: list[tuple[str, tuple[Any, ...], Any]] = [
    ("abs", (-3,), 3),
    ("abs", (-3.5,), 3.5),
    ("abs", (MIN,), MIN),
    ("abs", (True,), Undefined),
    ("abs", (KIBI,), Undefined),
    ("all_true", ([],), True),
    ("all_true", ([1, 0],), False),
    ("all_true", ({"a": 1},), True),
    ("all_true", ("abc",), False),
    ("any_true", ([0, None, ""],), False),
    ("any_true", ([0, "a"],), True),
    ("bin", (-10,), "-0b1010"),
    ("oct", (MIN,), "-0o1000000000000000000000"),
    ("hex", (255,), "0xff"),
    ("hex", (True,), Undefined),
    ("bool", ("False",), True),
    ("bool", ([],), False),
    ("dict", (), {}),
    ("dict", ({"a": 1}, 2, 3), {"a": 1}),
    ("dict", ([["a", 1], ["b", 2]],), {"a": 1, "b": 2}),
    ("dict", ([[1, 2]],), {"1": 2}),
    ("dict", (["ab", "cd"],), {"ab": "cd"}),
    ("float", (3,), 3.0),
    ("float", (True,), 1.0),
    ("float", (KIBI,), 1024.0),
    ("float", ("-1.5e3",), -1500.0),
    ("float", (".5",), 0.5),
    ("int", (2.9,), 2),
    ("int", (1e30,), MAX),
    ("int", (nan,), 0),
    ("int", ("+10",), 10),
    ("int", ("1Ki",), 1024),
    ("int", ("1m",), 0),
    ("int", ("100000P",), 7766279631452241920),
    ("int", ("-0xff", 16), -255),
    ("int", ("zz", 36), 1295),
    ("int", ("0b11", 16), 17),
    ("int", (10, 2), 10),
    ("isnullish", (Undefined,), True),
    ("isnullish", (0,), False),
    ("isunique", ([1, 1.0],), False),
    ("isunique", ([True, 1],), True),
    ("isunique", ([{"a": 1, "b": 2}, {"b": 2, "a": 1}],), True),
    ("isunique", ("aa",), False),
    ("len", ("héllo",), 6),
    ("len", ({"a": 1},), 1),
    ("list", ("é😀",), ["é", "😀"]),
    ("list", ({"b": 1, "a": 2},), ["b", "a"]),
    ("max", ([1.0, 1],), 1.0),
    ("max", (1, True, 2.5), 2.5),
    ("max", ([1, 2], [1, 3]), [1, 3]),
    ("min", ("cab",), "a"),
    ("min", ([1, nan, 0],), 0),
    ("multiplyof", (-6, 3), True),
    ("multiplyof", (6.0, 3), Undefined),
    ("ord", ("😀",), 128512),
    ("pow", (2, 10), 1024),
    ("pow", (3, 39), 4052555153018976256),
    ("pow", (2, 64), MAX),
    ("pow", (2, -1), 0.5),
    ("pow", (0, -1), inf),
    ("pow", (-2, 3, 5), -3),
    ("pow", (2, 3, -5), 3),
    ("pow", (True, 2), Undefined),
    ("range", (5, 1, -2), [5, 3]),
    ("range", (3,), [0, 1, 2]),
    ("range", (), Undefined),
    ("range", (1, None), Undefined),
    ("round", (-2.5,), -3),
    ("round", (1e20,), MAX),
    ("round", (1234, -2), 1234.0),
    ("round", (0.125, 2), 0.12),
    ("round", (2.675, 2), 2.68),
    ("round", (1250.0, -2), 1200.0),
    ("round", (3.0, 300), 3.0),
    ("sorted", ([3, 2.0, 2, 1],), [1, 2.0, 2, 3]),
    ("sorted", ([2, 2.0, 1.0, 1], True), [2, 2.0, 1.0, 1]),
    ("sorted", ({"b": 1, "a": 2},), ["a", "b"]),
    ("sorted", ([True],), [True]),
    ("str", (1e16,), "10000000000000000.0"),
    ("str", (), ""),
    ("sum", ([1, 2.5],), 3.5),
    ("sum", ([[1], [2]], []), [1, 2]),
    ("sum", ([0.1, 0.2, 0.3],), 0.6000000000000001),
    ("sum", ("abc",), Undefined),
    ("typeof", (None,), "None"),
    ("typeof", (KIBI,), "number_multiplier(1Ki)"),
    ("typeof", (Undefined,), "UndefinedType"),
    ("zip", ([1, 2, 3], "ab"), [[1, "a"], [2, "b"]]),
    ("zip", (), []),
]

FAILURES: list[tuple[str, tuple[Any, ...], str]] = [
    ("abs", (), "abs() takes exactly one argument (0 given)"),
    ("bool", (), "bool() takes exactly one argument (0 given)"),
    ("dict", ([1],), "'int' object is not iterable"),
    (
        "dict",
        (["abc"],),
        "dictionary update sequence element #0 has length 3; 2 is required",
    ),
    ("float", ([1],), "invalid literal for float() with base 10: '[1]'"),
    ("float", (" 1 ",), "invalid literal for float() with base 10: ' 1 '"),
    ("float", ("1e400",), "inf: A 64-bit floating point number overflow"),
    ("float", (inf,), "inf: A 64-bit floating point number overflow"),
    ("int", ("abc",), "invalid literal for int() with base 10: 'abc'"),
    ("int", ("0x0x1", 16), "invalid literal for int() with base 16: '0x0x1'"),
    ("int", ("1_0", 8), "invalid literal for int() with base 8: '1_0'"),
    ("int", ("",), "number can't be empty"),
    ("int", (None,), "int() argument must be a string or a number, not 'NoneType'"),
    ("len", (Undefined,), "object of type 'UndefinedType' has no len()"),
    ("max", ([],), "arg is an empty list"),
    ("max", (1,), "int object is not iterable"),
    (
        "max",
        ([None],),
        "'>' not supported between instances of 'NoneType' and 'NoneType'",
    ),
    ("min", ("a", 1), "'<' not supported between instances of 'int' and 'str'"),
    ("multiplyof", (1, 0), "attempt to calculate the remainder with a divisor of zero"),
    ("ord", ("éé",), " ord() expected string of length 1, but string of length 4 found"),
    ("pow", (2, 3, 0), "pow() 3rd argument cannot be 0"),
    ("range", (1, 2, 0), "range() step argument must not be zero"),
    ("range", (MAX,), "range() result is too long"),
    ("reduce", (1, [1]), "reduce() argument 'reducer' must be a function"),
    ("sorted", ([1, 2, "a"],), "cannot compare str and int"),
    ("sorted", ([2.5, 1, "a"],), "cannot compare str and float"),
    ("sorted", ([1, nan],), "cannot compare float and int"),
    ("sorted", (1,), "sorted only for str|list|dict type"),
    ("sum", ([MAX, 1],), "9223372036854775808: A 64 bit integer overflow"),
    ("sum", ([], "a"), "sum() can't sum strings"),
    ("typeof", (), "typeof() missing 1 required positional argument: 'x'"),
    ("zip", ([], 2), "'int' object is not iterable"),
]


@pytest.mark.parametrize(("name", "args", "expected"), RESULTS)
def test_result(name: str, args: tuple[Any, ...], expected: Any) -> None:
    assert is_same(call(name, *args), expected)


@pytest.mark.parametrize(("name", "args", "message"), FAILURES)
def test_failure(name: str, args: tuple[Any, ...], message: str) -> None:
    assert failure(name, *args) == message


def test_keywords() -> None:
    assert call("dict", {"a": 1}, b=2) == {"a": 1, "b": 2}
    assert call("dict", x={"a": 1}) == {"a": 1}
    assert call("list", x=[1]) == [1]
    assert call("sorted", [1], inval=[2, 1]) == [1, 2]
    assert call("range", start=1, stop=3) == [1, 2]
    assert call("max", [1, 2], key=1, default=2) == 2
    assert failure("dict", {"a": 1}, a=2).startswith("conflicting values on the attribute 'a'")


def test_a_dict_is_a_copy() -> None:
    source = {"a": 1}
    assert call("dict", source, b=2) == {"a": 1, "b": 2}
    assert source == {"a": 1}


def test_reduce() -> None:
    total = Function(lambda captured, a, b: add(a, b), 2)
    assert call("reduce", total, [1, 2, 3]) == 6
    assert call("reduce", total, ["a", "b"], "x") == "xab"
    assert call("reduce", total, []) is None


def test_print() -> None:
    context = Evaluation()
    builtin = find("print")
    assert isinstance(builtin, Builtin)
    write = Function(builtin.bind(context), -1)
    assert call_function(write, ("a", None, 1.0, [1, "x"])) is None
    call_function(write, (1, 2), {"sep": "-", "end": ""})
    call_function(write, ())
    assert "".join(context.log) == "a None 1.0 [1, x]\n1 2\n"


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        ("1", "", 1),
        ("-0", "", -0.0),
        ("9223372036854775808", "", 9223372036854775808.0),
        ('"s"', "", "s"),
        ("abc", "", "abc"),
        ("True", "", "True"),
        ("true", "", True),
        ("null", "", None),
        ("NaN", "", "NaN"),
        ("[1,2]", "", [1, 2]),
        ("", "", ""),
        ("1Ki", "", "1Ki"),
        ("1", "str", "1"),
        ("1.0", "str", "1"),
        ("true", "str", "true"),
        ("3.5", "int", 3),
        ('"3"', "int", 3),
        ("1", "bool", True),
        ("[]", "bool", Undefined),
        ("null", "bool", Undefined),
        ("x", "float", 0.0),
        ('{"a":1}', "dict", {"a": 1}),
    ],
)
def test_option(raw: str, kind: str, expected: Any) -> None:
    assert is_same(_option(raw, kind), expected)


@pytest.mark.parametrize(
    ("raw", "kind", "message"),
    [
        ("abc", "int", "cannot use 'abc' as type 'int'"),
        ("[1,2]", "str", "cannot use '[1, 2]' as type 'str'"),
        ("null", "int", "cannot use 'None' as type 'int'"),
        ("1", "foo", "unknown type 'foo'"),
    ],
)
def test_option_of_a_wrong_kind(raw: str, kind: str, message: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        _option(raw, kind)
    assert caught.value.problem.message == message


def test_missing_option() -> None:
    assert call("option", "k") is None
    assert call("option", "k", "int", True, "5") == 5
    assert failure("option", "k", required=True) == (
        "option('k') must be initialized, try '-D k=?' argument"
    )


def _option(raw: str, kind: str) -> Any:
    builtin = find("option")
    assert isinstance(builtin, Builtin)
    return builtin.call(("k", kind), {}, Evaluation(options={"k": raw}))


@pytest.mark.parametrize("base", [None, True, "2", [1], Undefined])
def test_base_that_is_no_number_is_refused(base: Any) -> None:
    assert failure("int", "10", base) == "int() base must lie in the range [2, 36], found 0"
