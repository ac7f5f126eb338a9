"""Builtins are found by name."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kclpy.builtins.declare import Builtin, Constant
from kclpy.builtins.registry import constants, find, members, module, module_names, universe


def test_every_builtin_is_documented_and_typed() -> None:
    found = [*universe().values(), *members("str").values()]
    for name in module_names():
        found += (module(name) or {}).values()
    assert len(found) > 150
    verbs = ("Return", "Write", "Make", "Copy", "Move", "Delete", "Output", "Call", "Fail")
    for builtin in found:
        assert builtin.doc.startswith(verbs), builtin.full_name
        assert str(builtin.signature)


@pytest.mark.parametrize("name", ["len", "str.upper", "json.encode", "net.is_IP"])
def test_find_functions(name: str) -> None:
    found = find(name)
    assert isinstance(found, Builtin)
    assert found.full_name == name


@pytest.mark.parametrize("name", ["nothing", "str.nothing", "json.nothing", "nothing.at_all"])
def test_find_nothing(name: str) -> None:
    assert find(name) is None


def test_constants() -> None:
    found = find("units.Ki")
    assert isinstance(found, Constant)
    assert (found.value, str(found.type)) == (1024, "int")
    assert str(constants("units")["n"].type) == "float"
    assert not constants("json")


def test_other_kinds_have_no_members() -> None:
    assert not members("int")
    assert module("os") is None


def test_a_module_is_imported_only_when_it_is_used() -> None:
    program = """
import sys
sys.path[:0] = sys.argv[1:]
from kclpy.builtins.registry import universe
universe()
unwanted = ("ipaddress", "hashlib", "lark", "kclpy_stdlib.net")
print([name for name in unwanted if name in sys.modules])
"""
    command = [sys.executable, "-S", "-c", program, *sys.path]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert shown.strip() == "[]"
