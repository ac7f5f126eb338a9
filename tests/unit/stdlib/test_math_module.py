"""The modules math, units and duration (reference, 09)."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from kclpy.runtime.values import NumberMultiplier
from tests.unit.stdlib.calls import call, failure, is_same

MAX = 2**63 - 1
MIN = -(2**63)

RESULTS: list[tuple[str, tuple[Any, ...], Any]] = [
    ("math.ceil", (1.2,), 2),
    ("math.ceil", (1e30,), MAX),
    ("math.floor", (-1.2,), -2),
    ("math.floor", (5,), 5),
    ("math.factorial", (20,), 2432902008176640000),
    ("math.factorial", (5.0,), 120.0),
    ("math.gcd", (-12, 18), 6),
    ("math.isfinite", (inf,), False),
    ("math.isinf", (True,), False),
    ("math.isnan", (nan,), True),
    ("math.modf", (-2.5,), [-0.5, -2.0]),
    ("math.modf", (3,), [0.0, 3.0]),
    ("math.exp", (1000,), inf),
    ("math.log", (10,), 2),
    ("math.log", (0,), MIN),
    ("math.log", (-1,), 0),
    ("math.log", (8.0, 2.0), 3.0),
    ("math.log", (0.0,), -inf),
    ("math.log2", (10,), 3),
    ("math.log2", (8.0,), 3.0),
    ("math.log10", (100,), 2.0),
    ("math.log1p", (1,), 0.6931471805599453),
    ("math.pow", (2, 10), 1024),
    ("math.pow", (2, -1), 0.5),
    ("math.pow", (-8.0, 0.5), nan),
    ("math.sqrt", (-1,), nan),
    ("units.to_K", (1500,), "1K"),
    ("units.to_Ki", (-2048,), "-2Ki"),
    ("units.to_m", (2.3,), "2300m"),
    ("units.to_n", (1,), "1000000000n"),
    ("units.to_n", (NumberMultiplier(1, "Ki"),), "1024000000000n"),
    ("units.to_K", ("1500",), "0K"),
    ("units.to_K", (1e30,), "9223372036854775807K"),
    ("units.to_Ki", (True,), "0Ki"),
    ("duration.parse", ("90s",), "1m30s"),
    ("duration.parse", (" 1.5d2h ",), "1d14h"),
    ("duration.parse", ("0h",), "0s"),
    ("duration.is_valid", ("30m1h",), False),
    ("duration.is_valid", (1,), False),
    ("duration.to_seconds", ("1d2h3m4.5s",), 93784.5),
    ("duration.from_seconds", (5400.5,), "1h30m0.5s"),
    ("duration.day", (1.5,), "1d12h"),
    ("duration.add", ("0.1s", "0.2s"), "0.30000000000000004s"),
    ("duration.sub", ("1.5h", "90m"), "0s"),
    (
        "duration.add_to_datetime",
        ("2024-02-28T23:00:00+05:30", "1h0.5s"),
        "2024-02-29T00:00:00.500+05:30",
    ),
    (
        "duration.sub_from_datetime",
        ("2024-03-01 00:00:00.25z", "0.5s"),
        "2024-02-29T23:59:59.750+00:00",
    ),
]

FAILURES: list[tuple[str, tuple[Any, ...], str]] = [
    ("math.ceil", (True,), "ceil() takes exactly one argument (0 given)"),
    ("math.factorial", (21,), "factorial() result overflow"),
    ("math.factorial", (1.5,), "factorial() only accepts integral values"),
    ("math.factorial", (inf,), "factorial() only accepts integral values"),
    ("math.gcd", (1.0, 2), "gcd() takes exactly two arguments (2 given)"),
    ("math.pow", (2, 63), "9223372036854775808: A 64 bit integer overflow"),
    ("units.to_n", ("a",), "invalid literal for float() with base 10: 'a'"),
    ("duration.parse", ("1w",), 'parse() invalid duration: "1w"'),
    ("duration.sub", ("1h", "2h"), "duration.sub() result would be negative: 1h - 2h"),
    ("duration.add", ("x", "1h"), 'add() invalid duration(s): a="x", b="1h"'),
    ("duration.day", (-1,), "day() requires a non-negative finite number, got -1"),
    (
        "duration.add_to_datetime",
        ("2024-01-01", "1h"),
        'add_to_datetime() expected RFC 3339 input, got "2024-01-01": premature end of input',
    ),
    (
        "duration.add_to_datetime",
        ("2024-01-01T00:00:00Z", "99999999d"),
        "add_to_datetime() result is out of the range of years that there are",
    ),
]


@pytest.mark.parametrize(("name", "args", "expected"), RESULTS)
def test_result(name: str, args: tuple[Any, ...], expected: Any) -> None:
    assert is_same(call(name, *args), expected)


@pytest.mark.parametrize(("name", "args", "message"), FAILURES)
def test_failure(name: str, args: tuple[Any, ...], message: str) -> None:
    assert failure(name, *args) == message


def test_the_base_of_a_logarithm_is_heard() -> None:
    assert call("math.log", 100.0, e=10.0) == 2.0
    assert call("math.log", 100.0, 10) == 2.0
