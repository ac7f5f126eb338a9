"""The text of values (reference, 08 section 5)."""

from __future__ import annotations

from math import inf, nan

import pytest

from kclpy.runtime.context import Evaluation
from kclpy.runtime.schemas import Schema
from kclpy.runtime.text import format_float, json_float, to_text, type_name, yaml_float
from kclpy.runtime.values import Config, Function, Instance, NumberMultiplier, Undefined, Value


def schema(name: str) -> Schema:
    return Schema(Evaluation(), "__main__", name)


def instance(name: str, entries: dict[str, Value]) -> Instance:
    made = Instance(entries)
    made.schema = schema(name)
    return made


FUNCTION = Function(lambda captured: None, 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (Undefined, "Undefined"),
        (True, "True"),
        (-1, "-1"),
        ("it's", "it's"),
        (NumberMultiplier(1, "Ki"), "1Ki"),
        (FUNCTION, "function"),
        (schema("S"), "function"),
        ([], "[]"),
        ([1, "a", None, Undefined, 1.0, ["b"]], "[1, a, None, Undefined, 1.0, [b]]"),
        (Config(), "{}"),
        (Config({"k": "v", "n": [1, "x"]}), "{'k': 'v', 'n': [1, x]}"),
        (Config({"it's": 'a"', "\"'": "\"'"}), '{\'it\'s\': "a"", "\\"\'": "\\"\'"}'),
        (instance("S", {"a": 1, "b": Undefined, "_h": 2}), "{'a': 1, 'b': Undefined, '_h': 2}"),
    ],
)
def test_text_of_values(value: Value, text: str) -> None:
    assert to_text(value) == text


@pytest.mark.parametrize(
    ("number", "text", "json", "yaml"),
    [
        (1.0, "1.0", "1.0", "1.0"),
        (-0.0, "-0.0", "-0.0", "-0.0"),
        (0.1 + 0.2, "0.30000000000000004", "0.30000000000000004", "0.30000000000000004"),
        (1e15, "1000000000000000.0", "1000000000000000.0", "1000000000000000.0"),
        (1e16, "10000000000000000.0", "1e+16", "1e16"),
        (-1.25e20, "-125000000000000000000.0", "-1.25e+20", "-1.25e20"),
        (1e-5, "0.00001", "0.00001", "0.00001"),
        (1.5e-5, "0.000015", "0.000015", "0.000015"),
        (1e-6, "0.000001", "1e-6", "1e-6"),
        (1.5e-10, "0.00000000015", "1.5e-10", "1.5e-10"),
        (1180591620717411303424.0, "1180591620717411300000.0", *["1.1805916207174113e+21"] * 2),
        (inf, "inf.0", "null", "null"),
        (-inf, "-inf.0", "null", "null"),
        (nan, "NaN.0", "null", "null"),
    ],
)
def test_text_of_floats(number: float, text: str, json: str, yaml: str) -> None:
    assert format_float(number) == text
    assert json_float(number) == json
    assert yaml_float(number) == yaml.replace("e+", "e")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, "NoneType"),
        (Undefined, "UndefinedType"),
        (True, "bool"),
        (1, "int"),
        (1.0, "float"),
        ("a", "str"),
        ([], "list"),
        (Config(), "dict"),
        (instance("Server", {}), "Server"),
        (schema("Server"), "type"),
        (FUNCTION, "function"),
        (NumberMultiplier(15, "m"), "number_multiplier(15m)"),
    ],
)
def test_names_of_types(value: Value, name: str) -> None:
    assert type_name(value) == name
