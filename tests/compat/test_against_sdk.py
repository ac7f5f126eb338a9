"""Each call gives what the official SDK gives."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kclpy.compat import api
from tests.compat.calls import FILES, Call, calls, outcome
from tests.conftest import IS_CI
from tests.files import write_files
from tests.oracle import ROOT, is_installed

CALLS = dict(calls())

# A failure after the last statement stands at that statement, which the SDK does not tell here.
DIFFERENT = ["run nothing, selected"]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the files that calls read."""
    folder = tmp_path_factory.mktemp("sdk").resolve()
    write_files(folder, FILES)
    return folder


@pytest.fixture(scope="session")
def official(home: Path) -> Mapping[str, Any]:
    """The answers of the official SDK, by the name of the call."""
    if not is_installed():
        assert not IS_CI, "the official engine is missing: pip install kcl-lib==0.13.2"
        pytest.skip("the official engine is not installed: pip install kcl-lib==0.13.2")
    done = subprocess.run(
        [sys.executable, "-m", "tests.compat.calls", str(home)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        timeout=300,
        check=True,
    )
    return dict(json.loads(line) for line in done.stdout.splitlines() if line.startswith('["'))


@pytest.mark.parametrize("name", CALLS)
def test_call(name: str, home: Path, official: Mapping[str, Any]) -> None:
    call: Call = CALLS[name]
    mine = json.loads(json.dumps(outcome(call, api, home)))
    if name in DIFFERENT:
        assert mine != official[name], "the answers agree: take it off the list"
    else:
        assert mine == official[name]
