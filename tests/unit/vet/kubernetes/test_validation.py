"""Each keyword of a schema: what fits, and what is said of what does not."""

from __future__ import annotations

from typing import Any

import pytest

from kclpy.driver.advice.paths import written
from kclpy.vet.kubernetes.shapes import Shapes
from kclpy.vet.kubernetes.validation import violations

TEXT = {"type": "string"}
INT = {"type": "integer"}
FREE = {"x-kubernetes-preserve-unknown-fields": True}


def told(schema: dict[str, Any], value: Any) -> list[str]:
    """Return ``path: message`` for what is wrong with a field ``x``."""
    shape = Shapes({}).of({"type": "object", "properties": {"x": schema}})
    return [f"{written(path)}: {one.message}" for path, one in violations({"x": value}, shape)]


def mapping(*required: str, **fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(required)}


@pytest.mark.parametrize(
    ("schema", "good", "bad", "message"),
    [
        (TEXT, "a", 1, "x: 'x' expects a text, got 1"),
        (TEXT, "true", True, "x: 'x' expects a text, got true"),
        (INT, 3, 3.5, "x: 'x' expects an integer, got 3.5"),
        (INT, 3.0, True, "x: 'x' expects an integer, got true"),
        ({"type": "number"}, 1, "1", "x: 'x' expects a number, got \"1\""),
        ({"type": "boolean"}, True, "yes", "x: 'x' expects true or false, got \"yes\""),
        ({"type": "array", "items": INT}, [1], {}, "x: 'x' expects a list, got a mapping"),
        (
            {"type": "array", "items": INT},
            [1],
            [1, "a"],
            "x[1]: 'x[1]' expects an integer, got \"a\"",
        ),
        ({"type": "array", "items": INT}, [1], [None], "x[0]: 'x[0]' expects an integer, got null"),
        (mapping(a=INT), {"a": 1}, [], "x: 'x' expects a mapping, got a list"),
        (mapping(a=INT), {"a": 1}, {"b": 1}, "x.b: unknown field 'b'"),
        (mapping("a", a=INT), {"a": 1}, {}, "x.a: the field 'a' is missing"),
        (mapping("a", a=INT), {"a": 1}, {"a": None}, "x.a: the field 'a' is missing"),
        (mapping(a=INT), {"a": None}, {"a": "b"}, "x.a: 'a' expects an integer, got \"b\""),
        ({"type": "object"}, {}, {"b": 1}, "x.b: unknown field 'b'"),
        (
            {"type": "object", "additionalProperties": TEXT},
            {"b": "c"},
            {"b": 1},
            "x.b: 'b' expects a text, got 1",
        ),
        (
            {**mapping(a=INT), **FREE},
            {"a": 1, "b": 2},
            {"a": "b"},
            "x.a: 'a' expects an integer, got \"b\"",
        ),
        ({"type": "string", "enum": ["A", "B"]}, "A", "C", "x: 'x' is one of A, B, got \"C\""),
        ({"enum": [1]}, 1, True, "x: 'x' is one of 1, got true"),
        (
            {"type": "string", "pattern": "^a+$"},
            "aa",
            "b",
            "x: 'x' matches the pattern ^a+$, got \"b\"",
        ),
        ({"type": "string", "maxLength": 2}, "aa", "aaa", "x: 'x' has at most 2 characters, got 3"),
        ({"type": "string", "minLength": 1}, "a", "", "x: 'x' has at least 1 characters, got 0"),
        ({"type": "integer", "maximum": 2}, 2, 3, "x: 'x' has a value of at most 2, got 3"),
        ({"type": "integer", "minimum": 2}, 2, 1, "x: 'x' has a value of at least 2, got 1"),
        (
            {"type": "integer", "minimum": 2, "exclusiveMinimum": True},
            3,
            2,
            "x: 'x' has a value above 2, got 2",
        ),
        (
            {"type": "integer", "maximum": 2, "exclusiveMaximum": True},
            1,
            2,
            "x: 'x' has a value below 2, got 2",
        ),
        ({"type": "integer", "multipleOf": 5}, 10, 7, "x: 'x' has a multiple of 5, got 7"),
        ({"type": "array", "maxItems": 1}, [1], [1, 2], "x: 'x' has at most 1 items, got 2"),
        (
            {"type": "object", "additionalProperties": INT, "minProperties": 1},
            {"a": 1},
            {},
            "x: 'x' has at least 1 fields, got 0",
        ),
        (
            {"type": "integer", "format": "int32"},
            2**31 - 1,
            2**31,
            "x: 'x' expects an integer of 32 bits, got 2147483648",
        ),
        ({"type": "string", "format": "byte"}, "YQ==", "a", "x: 'x' expects base64, got \"a\""),
        (
            {"type": "string", "format": "date-time"},
            "2020-02-29T00:00:00+01:00",
            "2020-02-30T00:00:00Z",
            "x: 'x' expects a time like 2020-02-29T12:00:00Z, got \"2020-02-30T00:00:00Z\"",
        ),
        (
            {"type": "string", "format": "ipv4"},
            "10.0.0.1",
            "10.0.0",
            "x: 'x' expects an IPv4 address, got \"10.0.0\"",
        ),
        (
            {"x-kubernetes-int-or-string": True},
            "a",
            [],
            "x: 'x' expects an integer or a text, got a list",
        ),
        (
            {"x-kubernetes-int-or-string": True},
            1,
            1.5,
            "x: 'x' expects an integer or a text, got 1.5",
        ),
        (
            {"type": "array", "items": INT, "x-kubernetes-list-type": "set"},
            [1, 2],
            [1, 1],
            "x[1]: 'x' has 1 twice, first in item 0",
        ),
        (
            {
                "type": "array",
                "items": mapping(n=INT, p={"type": "string", "default": "T"}),
                "x-kubernetes-list-type": "map",
                "x-kubernetes-list-map-keys": ["n", "p"],
            },
            [{"n": 1}, {"n": 1, "p": "U"}],
            [{"n": 1}, {"n": 1, "p": "T"}],
            "x[1]: 'x' has n 1, p T twice, first in item 0",
        ),
        (
            {**mapping(a=INT, b=INT), "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
            {"a": 1},
            {},
            "x: 'x' has none of the allowed forms: one of 'a', 'b' is needed",
        ),
        (
            {**mapping(a=INT, b=INT), "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
            {"b": 1},
            {"a": 1, "b": 1},
            "x: 'x' has several forms of which one is allowed: a, b",
        ),
        (
            {**INT, "anyOf": [{"minimum": 5}, {"enum": [1]}]},
            1,
            2,
            "x: 'x' has none of the allowed forms: 'x' has a value of at least 5, got 2",
        ),
        ({**INT, "not": {"enum": [0]}}, 1, 0, "x: 'x' has a form that is ruled out"),
        (
            {**mapping(a=INT), "allOf": [{"properties": {"a": {"maximum": 5}}}]},
            {"a": 1},
            {"a": 6},
            "x.a: 'a' has a value of at most 5, got 6",
        ),
    ],
)
def test_keyword(schema: dict[str, Any], good: Any, bad: Any, message: str) -> None:
    assert told(schema, good) == []
    assert told(schema, bad) == [message]


@pytest.mark.parametrize(
    "good", ["1", "0.5", ".5", "1.", "500m", "2Gi", "1e3", "-1", "+1", 1, 0.5, "1E", "12E6"]
)
def test_quantity(good: Any) -> None:
    assert told({"x-kubernetes-int-or-string": True, "format": "quantity"}, good) == []


@pytest.mark.parametrize("bad", ["", "1 Gi", "1gi", "1KB", "a", "1Mi1", "--1", "1K", True, []])
def test_no_quantity(bad: Any) -> None:
    assert len(told({"x-kubernetes-int-or-string": True, "format": "quantity"}, bad)) == 1


def test_null_is_a_value_where_the_schema_says_so() -> None:
    schema = mapping("a", a={"type": "integer", "nullable": True})
    assert told(schema, {"a": None}) == []
    assert told(schema, {}) == ["x.a: the field 'a' is missing"]


def test_field_with_a_default_is_never_missing() -> None:
    assert told(mapping("a", a={"type": "integer", "default": 1}), {}) == []


def test_what_has_a_wrong_type_is_not_looked_into() -> None:
    schema = {"type": "object", "minProperties": 3, "properties": {"a": INT}}
    assert told(schema, "a") == ["x: 'x' expects a mapping, got \"a\""]


def test_pattern_that_would_not_end_is_matched_all_the_same() -> None:
    schema = {"type": "string", "pattern": "^(a+)+b$"}
    assert len(told(schema, "a" * 40 + "c")) == 1


def test_schema_that_contains_itself() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "node"}, "value": INT}}
    shape = Shapes({"node": node}).named("node")
    (found,) = violations({"next": {"next": {"value": "a"}}}, shape)
    assert found.path == ("next", "next", "value")


def test_forms_see_defaults() -> None:
    kind = {"type": "string", "default": "A"}
    first = {"properties": {"kind": {"enum": ["A"]}}}
    second = {"properties": {"kind": {"not": {"enum": ["A"]}}}}
    inner = mapping(kind=kind, value=TEXT)
    schema = {
        **mapping(inner=inner),
        "oneOf": [{"properties": {"inner": one}} for one in (first, second)],
    }
    assert told(schema, {"inner": {"value": "a"}}) == []
    assert told(schema, {"inner": {"kind": None}}) == []
    assert told(schema, {"inner": {"kind": "B"}}) == []
    needed = {**mapping(kind=kind), "anyOf": [{"required": ["kind"]}, {"minProperties": 5}]}
    assert told(needed, {}) == []
