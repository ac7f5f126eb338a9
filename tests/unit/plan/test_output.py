"""The result of a program (reference, 02 section 10)."""

from __future__ import annotations

import pytest

from kclpy.plan.output import output_of
from kclpy.runtime.context import Evaluation
from kclpy.runtime.values import Config, Value


@pytest.mark.parametrize(
    ("value", "yaml", "json"),
    [
        (Config(), "{}", "{}"),
        (Config({"a": 1, "_b": 2}), "a: 1", '{"a": 1}'),
        ("a\nb", "|-\n  a\n  b", '"a\\nb"'),
        ([], "", ""),
        ([Config({"a": 1})], "a: 1", '{"a": 1}'),
        ([Config({"a": 1}), Config()], "a: 1\n---\n{}", '{"a": 1}\n{}'),
        ([1, Config({"a": 1})], "- 1\n- a: 1", '[1, {"a": 1}]'),
    ],
)
def test_results(value: Value, yaml: str, json: str) -> None:
    output = output_of(value)
    assert output.to_yaml() == yaml
    assert output.to_json() == json


def test_selected_list_of_dicts_is_a_stream() -> None:
    value = Config({"l": [Config({"m": 1}), Config({"m": 2})], "e": []})
    assert output_of(value, paths=["l"]).to_yaml() == "m: 1\n---\nm: 2"
    assert output_of(value, paths=["e"]).to_yaml() == ""
    assert output_of(value, paths=["l", "e"]).to_yaml() == "- - m: 1\n  - m: 2\n- []"


def test_stream_replaces_the_output() -> None:
    context = Evaluation()
    context.stream = [Config({"_a": 1, "b": "x\n"}), "a\nb", [1], []]
    output = output_of(Config({"v": 1}), context=context)
    assert output.to_yaml() == "_a: 1\nb: |\n  x\n---\n|-\n  a\n  b\n---\n- 1\n---\n[]"
    assert output.to_json() == '{"_a": 1, "b": "x\\n"}\n"a\\nb"\n[1]\n[]'


def test_options_of_a_stream() -> None:
    context = Evaluation()
    context.stream = [Config({"b": 1, "a": None, "_c": 2}), Config()]
    context.stream_options = {
        "sort_keys": True,
        "ignore_none": True,
        "ignore_private": True,
        "sep": "--- ",
    }
    assert output_of(Config(), context=context).to_yaml() == "b: 1\n--- \n{}"


def test_empty_stream() -> None:
    context = Evaluation()
    context.stream = []
    output = output_of(Config({"v": 1}), context=context)
    assert (output.to_yaml(), output.to_json()) == ("", "null")
