"""Reading JSON (reference, 09, "json")."""

from __future__ import annotations

from typing import Any

import pytest

from kclpy.runtime.values import Config
from kclpy_stdlib.json_text import JsonError, read_json


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (' {"a": [1, -2.5e3, true, null]} ', {"a": [1, -2500.0, True, None]}),
        ('{"a": 1, "b": 2, "a": 3}', {"a": 3, "b": 2}),
        ('"\\u00e9\\ud83d\\ude00\\n"', "é😀\n"),
        ("9223372036854775807", 2**63 - 1),
        ("9223372036854775808", 9.223372036854775808e18),
        ("-9223372036854775808", -(2**63)),
        ("12345678901234567.0", 12345678901234567.0),
    ],
)
def test_values(text: str, value: Any) -> None:
    found = read_json(text)
    assert found == value
    assert type(found) is (Config if type(value) is dict else type(value))


def test_minus_zero() -> None:
    assert str(read_json("-0")) == "-0.0"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "EOF while parsing a value at line 1 column 0"),
        ('{"a": 1,}', "trailing comma at line 1 column 9"),
        ("[1,]", "trailing comma at line 1 column 4"),
        ("{a: 1}", "key must be a string at line 1 column 2"),
        ("x", "expected value at line 1 column 1"),
        ("\n\ntru", "EOF while parsing a value at line 3 column 3"),
        ("[1,\ntrux]", "expected ident at line 2 column 4"),
        ('{"a" 1}', "expected `:` at line 1 column 6"),
        ("[1 2]", "expected `,` or `]` at line 1 column 4"),
        ("[1, 2", "EOF while parsing a list at line 1 column 5"),
        ('{"a": 1', "EOF while parsing an object at line 1 column 7"),
        ('"abc', "EOF while parsing a string at line 1 column 4"),
        ('"\\q"', "invalid escape at line 1 column 3"),
        (
            '"\n"',
            "control character (\\u0000-\\u001F) found while parsing a string at line 2 column 0",
        ),
        ("1 2", "trailing characters at line 1 column 3"),
        ("01", "invalid number at line 1 column 2"),
        ("1e400", "number out of range at line 1 column 5"),
        ('"\\ud800"', "unexpected end of hex escape at line 1 column 8"),
        ("NaN", "expected value at line 1 column 1"),
        ("[" * 128 + "]" * 128, "recursion limit exceeded at line 1 column 128"),
    ],
)
def test_faults(text: str, fault: str) -> None:
    with pytest.raises(JsonError) as caught:
        read_json(text)
    assert str(caught.value) == fault


def test_allowed_depth() -> None:
    assert read_json("[" * 127 + "]" * 127)


def test_endless_nesting() -> None:
    with pytest.raises(JsonError):
        read_json("[" * 100_000)
