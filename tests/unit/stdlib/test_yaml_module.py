"""The modules yaml and manifests (reference, 09, "yaml" and "manifests")."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kclpy.runtime.context import Evaluation
from kclpy.runtime.errors import EvaluationError
from kclpy.runtime.values import Config, Undefined
from kclpy_stdlib.manifests import yaml_stream
from kclpy_stdlib.yaml import (
    decode,
    decode_all,
    dump_all_to_file,
    dump_to_file,
    encode,
    encode_all,
    validate,
)


def config(**entries: Any) -> Config:
    return Config(entries)


def message(function: Any, *args: Any) -> str:
    with pytest.raises(EvaluationError) as caught:
        function(*args)
    return caught.value.problem.message


def test_encode() -> None:
    data = config(b=1, _a=None, a="x\ny")
    assert encode(data) == "b: 1\n_a: null\na: |-\n  x\n  y\n"
    assert encode(data, True, True, True) == "a: |-\n  x\n  y\nb: 1\n"


def test_encode_all() -> None:
    assert encode_all([config(a=1), Undefined, []]) == "a: 1\n\n---\nnull\n\n---\n[]\n"
    assert encode_all([]) == ""
    assert message(encode_all, None) == "invalid list value"


def test_decode() -> None:
    assert decode("a: [1]") == {"a": [1]}
    assert decode("") is None
    assert decode_all("1\n---\n2") == [1, 2]
    assert message(decode, "1\n---\n2").startswith("deserializing from YAML containing more than")


def test_validate() -> None:
    assert validate("a: 1\n---\nb: 2")
    assert not validate("a: [")
    assert not validate("a: *x")


def test_dump(tmp_path: Path) -> None:
    file = tmp_path / "out.yaml"
    assert dump_to_file(config(a=1), str(file)) is Undefined
    assert file.read_text() == "a: 1\n"
    dump_all_to_file([1, 2], str(file))
    assert file.read_text() == "1\n\n---\n2\n"


def test_stream() -> None:
    context = Evaluation()
    assert yaml_stream(context, [1]) is Undefined
    assert (context.stream, context.stream_options) == ([1], {})
    yaml_stream(context, [2], config(sort_keys=1, sep="***", foo=1))
    assert context.stream == [2]
    assert context.stream_options == {"ignore_private": True, "sort_keys": True, "sep": "***"}


def test_stream_of_what_is_no_list() -> None:
    assert message(yaml_stream, Evaluation(), 1) == "invalid list value"
    assert message(yaml_stream, Evaluation(), [], None) == (
        "Invalid options arguments in yaml_stream(): expect config, got NoneType"
    )
