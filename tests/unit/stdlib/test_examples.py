"""The examples in the docstrings of builtins are true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import kclpy.api
from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin

_EXAMPLE = re.compile(r"^\s*Example: `(.+)` is\s+`(.+)`\.$", re.MULTILINE)
_WORDS = {"True": True, "False": False, "None": None}
# What depends on the machine or the moment, does something, or has a result of several lines.
WITHOUT = {
    *("print", "crypto.uuid", "crypto.filesha256", "net.fqdn", "manifests.yaml_stream"),
    *("crypto.sha224", "crypto.sha256", "crypto.sha384", "crypto.sha512", "crypto.blake3"),
    *("datetime.ticks", "datetime.date", "datetime.today", "datetime.now"),
    *("json.dump_to_file", "yaml.dump_to_file", "yaml.dump_all_to_file", "yaml.encode"),
}


def _modules() -> list[str]:
    return [name for name in registry.module_names() if "." not in name]


def _builtins() -> list[Builtin]:
    found = [*registry.universe().values(), *registry.members("str").values()]
    for name in _modules():
        if name != "file":
            found += (registry.module(name) or {}).values()
    return found


EXAMPLES = [
    (builtin.full_name, *found.groups())
    for builtin in _builtins()
    if (found := _EXAMPLE.search(builtin.doc))
]


def _value(text: str) -> object:
    if text in _WORDS:
        return _WORDS[text]
    return text[1:-1] if text.startswith("'") else json.loads(text)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the examples yield, by the names of the functions."""
    lines = [f"import {name}" for name in _modules()]
    lines += [f"x{number} = {call}" for number, (_, call, _) in enumerate(EXAMPLES)]
    file: Path = tmp_path_factory.mktemp("examples") / "main.k"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    result = kclpy.api.compile([file])
    assert not result.is_failure, result.errors
    values = json.loads(result.json)
    return {name: values[f"x{number}"] for number, (name, _, _) in enumerate(EXAMPLES)}


@pytest.mark.parametrize(("name", "call", "shown"), EXAMPLES, ids=lambda text: text[:40])
def test_example(results: dict[str, object], name: str, call: str, shown: str) -> None:
    assert f".{name.rpartition('.')[2]}(" in f".{call}", "the example calls the function"
    assert results[name] == _value(shown)


def test_each_builtin_has_an_example() -> None:
    names = {builtin.full_name for builtin in _builtins()}
    assert names - {name for name, _, _ in EXAMPLES} == WITHOUT
