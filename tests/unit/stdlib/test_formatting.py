"""``str.format`` (reference, 08 section 6)."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from tests.unit.stdlib.calls import call, failure

RESULTS: list[tuple[str, tuple[Any, ...], str]] = [
    ("{{{}}}", (1,), "{1}"),
    ("{0}-{0}-{1}", ("a", "b"), "a-a-b"),
    ("{0.a[1]}", ({"a": [1, 2]},), "2"),
    ("{[0]}", ([5],), "5"),
    ("{!r:>5}", ("a",), "    a"),
    ("{::>5}", (1,), "::::1"),
    ("{:05d} {:+d} {: d}", (42, 4, 4), "00042 +4  4"),
    ("{:x} {:#b} {:#o} {:#X}", (255, 5, 8, 255), "ff 0b101 0o10 0xFF"),
    ("{:#010x}", (255,), "0000000xff"),
    ("{:_x} {:,}", (1234567, 1234567), "12_d687 1,234,567"),
    ("{:,.2f} {:.1%} {:e}", (1234567.891, 0.256, 12345.678), "1,234,567.89 25.6% 1.234568e+04"),
    ("{:>+8.2f}|{:08.2f}", (3.14159, -3.14159), "   +3.14|-0003.14"),
    ("{:.3g} {:g} {:G}", (1234.5678, 1e10, 1e-10), "1.23e+03 1e+10 1E-10"),
    ("{:.3}", (3.14159,), "3.14159"),
    ("{:f} {:.2}", (1, 1), "1.000000 1"),
    ("{:.0f} {:.0f}", (2.5, 3.5), "2 4"),
    ("{} {} {} {}", (1e20, 1e-5, 1e15, 0.0001), "1e+20 1e-05 1000000000000000.0 0.0001"),
    ("{} {} {:F} {:+}", (nan, -inf, inf, inf), "nan -inf INF +inf"),
    ("{:5}|{:*^9}|{:.2}", ("abc", "abc", "abc"), "abc  |***abc***|ab"),
    ("{:zz} {:5}", (None, True), "None True"),
    ("{}", (-(2**63),), "-9223372036854775808"),
    ("{:e} {:.0%}", (-1, -1), "-1.000000e+00 -100%"),
    ("{:é^5}", ("a",), "ééaéé"),
]

FAILURES: list[tuple[str, tuple[Any, ...], str]] = [
    ("{", (1,), "format error"),
    ("{}}", (1,), "format error"),
    ("{1}", (1,), "argument tuple index out of range"),
    ("{ }", (1,), "keyword argument ' ' not found"),
    (
        "{}{0}",
        (1,),
        "cannot switch from automatic field numbering to manual field specification",
    ),
    ("{:{}}", (1, 5), "Invalid format specifier"),
    ("{:zz}", ("a",), "Invalid format specifier"),
    ("{:d}", (1.5,), "Unknown format code 'd' for object of type 'float'"),
    ("{:s}", (1,), "Unknown format code 's' for object of type 'int'"),
    ("{:d}", ("a",), "Unknown format code for object of type 'str'"),
    ("{:+}", ("a",), "Sign not allowed in string format specifier"),
    ("{:05}", ("a",), "'=' alignment not allowed in string format specifier"),
    ("{:,e}", (1.5,), "Separators only valid for numbers!"),
    ("{:n}", (1.5,), "Format code 'n' for object of type 'float' not implemented yet"),
    ("{:99999999999}", (1,), "Too many decimal digits in format string"),
    ("{0[5]}", ([5],), "index out of bounds: the len is 1 but the index is 5"),
    ("{0.b}", ({"a": 1},), "'b' not found in a value of type 'dict'"),
]


@pytest.mark.parametrize(("template", "args", "expected"), RESULTS)
def test_result(template: str, args: tuple[Any, ...], expected: str) -> None:
    assert call("str.format", template, *args) == expected


@pytest.mark.parametrize(("template", "args", "message"), FAILURES)
def test_failure(template: str, args: tuple[Any, ...], message: str) -> None:
    assert failure("str.format", template, *args) == message


def test_keywords() -> None:
    assert call("str.format", "{a}{}{b.c}", 1, a=2, b={"c": 3}) == "213"
