"""JSON, byte for byte (reference, 09, "json")."""

from __future__ import annotations

from typing import Any

import pytest

from kclpy.plan.json import to_json


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"b": 1, "a": [1, 2.0, "x", None, True]}, '{"b": 1, "a": [1, 2.0, "x", null, true]}'),
        ({"a": {}, "b": [[]], "c": False}, '{"a": {}, "b": [[]], "c": false}'),
        ([1e16, 1e-7, float("inf")], "[1e+16, 1e-7, null]"),
        ('"\\/\b\f\n\r\t\x01\x7fé😀', '"\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7fé😀"'),
        (None, "null"),
    ],
)
def test_one_line(data: Any, text: str) -> None:
    assert to_json(data) == text


def test_lines() -> None:
    data = {"b": 1, "a": [1, {"c": 2}], "e": [], "f": {}}
    assert to_json(data, indent=2) == (
        '{\n  "b": 1,\n  "a": [\n    1,\n    {\n      "c": 2\n    }\n  ],\n  "e": [],\n  "f": {}\n}'
    )


@pytest.mark.parametrize("indent", [0, -2])
def test_no_indentation(indent: int) -> None:
    assert to_json([1, [2]], indent) == "[1, [2]]"
