"""The module json (reference, 09, "json")."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kclpy.runtime.context import Evaluation
from kclpy.runtime.errors import EvaluationError
from kclpy.runtime.schemas import Schema
from kclpy.runtime.values import OVERRIDE, Config, Function, Instance, NumberMultiplier, Undefined
from kclpy_stdlib.json import decode, dump_to_file, encode, merge, validate

FUNCTION = Function(lambda captured: None, 0)


def config(**entries: Any) -> Config:
    return Config(entries)


def test_encode_options() -> None:
    data = config(b=1, a=[None, config(_q=1)], _c=None)
    assert encode(data) == '{"b": 1, "a": [null, {"_q": 1}], "_c": null}'
    assert encode(data, sort_keys=True, ignore_private=True, ignore_none=True) == (
        '{"a": [{}], "b": 1}'
    )
    assert encode(config(a=1), indent=2) == '{\n  "a": 1\n}'


def test_encode_what_is_no_data() -> None:
    assert encode(Undefined) == "null"
    assert encode(FUNCTION) == "0"
    assert encode([FUNCTION, Undefined, NumberMultiplier(1, "Ki")]) == "[1024.0]"


@pytest.mark.parametrize("indent", [None, True, "2", 2.5])
def test_indent_must_be_an_int(indent: Any) -> None:
    with pytest.raises(EvaluationError) as caught:
        encode(1, indent=indent)
    assert caught.value.problem.message == "invalid int value"


def test_decode() -> None:
    assert decode('{"a": [1]}') == {"a": [1]}
    with pytest.raises(EvaluationError) as caught:
        decode("x")
    assert caught.value.problem.message == "expected value at line 1 column 1"


def test_validate() -> None:
    assert validate("[1]")
    assert not validate("[1")


@pytest.mark.parametrize(
    ("source", "patch", "merged"),
    [
        (config(a=1, b=config(c=1)), config(b=config(d=2), a=None), {"b": {"c": 1, "d": 2}}),
        (config(a=1), [1], [1]),
        (config(a=1), None, None),
        ([1], config(a=1, b=None, c=config(d=None, e=1)), {"a": 1, "c": {"e": 1}}),
        (config(a=[config(c=None)]), config(a=[config(c=None)]), {"a": [{"c": None}]}),
        (config(a=1, b=2), config(a=Undefined), {"b": 2}),
        (config(), config(f=FUNCTION, k=NumberMultiplier(1, "Ki")), {"k": 1024.0}),
        (config(b=1, a=2), config(a=None, d=1, b=5), {"b": 5, "d": 1}),
    ],
)
def test_merge(source: Any, patch: Any, merged: Any) -> None:
    assert merge(source, patch) == merged


def test_merge_changes_no_argument() -> None:
    source = config(a=config(b=1))
    merge(source, config(a=config(b=2)))
    assert source == {"a": {"b": 1}}


def test_merge_into_an_instance_is_one() -> None:
    source = Instance({"a": 1}, {"a": OVERRIDE})
    source.schema = Schema(Evaluation(), "__main__", "S")
    source.configured, source.arguments = config(), ((), {})
    merged = merge(source, config(a=2))
    assert type(merged) is Instance
    assert (merged.schema, merged) == (source.schema, {"a": 2})


def test_dump_to_file(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    assert dump_to_file(config(a="é"), str(file)) is Undefined
    assert file.read_bytes() == '{"a": "é"}'.encode()


def test_dump_to_a_place_that_is_none(tmp_path: Path) -> None:
    name = str(tmp_path / "missing" / "out.json")
    with pytest.raises(EvaluationError) as caught:
        dump_to_file(1, name)
    text = f"Unable to write file '{name}': No such file or directory (os error 2)"
    assert caught.value.problem.message == text
