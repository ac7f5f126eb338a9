"""The examples in the documentation of the SDK run unchanged."""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import IS_CI
from tests.files import write_files
from tests.oracle import ROOT, is_installed

# `update_dependencies` downloads what a manifest asks for.
_NEEDS_NETWORK = {"update_dependencies"}

# These print what an engine is called, in which order it lists its methods, or a whole message.
_TELLS_OF_ITSELF = {"format_path", "get_version", "list_method"}

_ASK = """
import inspect, json, kcl_lib.api
found = {name: inspect.getdoc(one) for name, one in vars(kcl_lib.api.API).items() if name[0] != "_"}
print(json.dumps({name: doc for name, doc in found.items() if doc and "```" in doc}))
"""
_BLOCK = re.compile(r"([^\n]*)\n+[ \t]*```\w*\n(.*?)```", re.DOTALL)
_FILE = re.compile(r"content of `?([\w./]+)`? is")

# `kcl_lib` is kclpy.compat in this process.
_INSTEAD = """
import sys
from kclpy import compat
from kclpy.compat import api, ast, plugin
sys.modules.update({
    "kcl_lib": compat, "kcl_lib.api": api, "kcl_lib.ast": ast, "kcl_lib.plugin": plugin,
})
"""


@cache
def documented() -> dict[str, str]:
    """Return the documentation of the calls that has examples."""
    if not is_installed():
        assert not IS_CI, "the official engine is missing: pip install kcl-lib==0.13.2"
        return {}
    command = [sys.executable, "-c", _ASK]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def examples(doc: str) -> Iterator[tuple[dict[str, str], str]]:
    """Yield the programs of a text, each with the files that were told before it."""
    files: dict[str, str] = {}
    for match in _BLOCK.finditer(doc):
        text = inspect.cleandoc(f"\n{match[2]}") + "\n"
        name = _FILE.search(match[1])
        if name is not None:
            files[name[1]] = text
        elif "kcl_lib" in text:
            yield dict(files), text


def _outcome(code: str, files: dict[str, str], folder: Path) -> tuple[int, str]:
    """Return how a program of Python ended, and what it printed."""
    home = write_files(folder, files)
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT}/stdlib"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout.replace(str(home), "HOME") or done.stderr[-2000:]


@pytest.mark.parametrize("name", sorted(set(documented()) - _NEEDS_NETWORK))
def test_example(name: str, tmp_path: Path) -> None:
    several = list(examples(documented()[name]))
    assert several
    for number, (files, code) in enumerate(several):
        theirs = _outcome(code, files, tmp_path / f"theirs{number}")
        ours = _outcome(_INSTEAD + code, files, tmp_path / f"ours{number}")
        if theirs[0] == 0:
            assert ours[0] == 0, ours[1]
            assert name in _TELLS_OF_ITSELF or ours[1] == theirs[1]
