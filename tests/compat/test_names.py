"""Every public name of the official SDK is there, but for those that the guide lists."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import IS_CI
from tests.oracle import ROOT, is_installed

# What is left out on purpose, by module; the guide gives the reasons.
LEFT_OUT: dict[str, set[str]] = {
    "": set(),
    "api": {"spec_pb2"},
    "plugin": {"plugin"},
}
METHODS = {"create_method_req_message", "create_method_resp_message"}

_ASK = """
import json
from importlib import import_module

names = {
    name: [n for n in dir(import_module(f"kcl_lib{name and '.'}{name}")) if n[0] != "_"]
    for name in ("", "api", "plugin")
}
names["API"] = [n for n in dir(import_module("kcl_lib.api").API) if n[0] != "_"]
print(json.dumps(names))
"""


@cache
def official() -> dict[str, set[str]]:
    if not is_installed():
        assert not IS_CI, "the official engine is missing: pip install kcl-lib==0.13.2"
        pytest.skip("the official engine is not installed: pip install kcl-lib==0.13.2")
    command = [sys.executable, "-c", _ASK]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    return {name: set(names) for name, names in json.loads(done.stdout).items()}


@pytest.mark.parametrize("module", LEFT_OUT)
def test_names_of_modules(module: str) -> None:
    ours = import_module(f"kclpy.compat{module and '.'}{module}")
    assert official()[module] - set(dir(ours)) == LEFT_OUT[module]


def test_methods_of_the_service() -> None:
    from kclpy.compat.api import API

    assert official()["API"] - set(dir(API)) == METHODS


def test_the_guide_lists_what_is_left_out() -> None:
    guide = (Path(ROOT) / "docs" / "guide" / "embedding.md").read_text("utf-8")
    for name in ("spec_pb2", *METHODS):
        assert f"`{name}" in guide, name
