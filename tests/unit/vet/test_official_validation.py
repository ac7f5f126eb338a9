"""What the official engine refuses is refused, with the same words for the first mistake."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kclpy.diagnostics.render import render
from kclpy.driver.options import Options
from kclpy.plan.yaml import to_yaml
from kclpy.source.vfs import Files
from kclpy.vet.documents import DataError, format_of, read_documents
from kclpy.vet.session import Validator
from tests.conftest import IS_CI
from tests.oracle import is_installed

_ASK = """
import json, os, re, sys
from kcl_lib import api
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
told = []
for data, code, name in json.load(sys.stdin):
    arguments = api.ValidateCodeArgs(
        datafile=data, file=code, schema="A", format=data.rpartition(".")[2]
    )
    try:
        result = api.API().validate_code(arguments)
        told.append([result.success, re.sub(r"\\x1b\\[[0-9;]*m", "", result.err_message)])
    except Exception as error:
        told.append([False, str(error)])
json.dump(told, answers)
"""

SCHEMA = """\
schema Part:
    size: int = 3
    kind?: "x" | "y"
    check:
        size < 100, "large"

schema A:
    n: int
    f: float = 1.5
    b?: bool
    s: str = "s"
    l: [int] = []
    parts: [Part] = []
    by_name: {str:Part} = {}
    part: Part = Part {size = 7}
    mode?: 1 | 2 | "three"
    any_thing?: any
    list_of_lists?: [[int]]
    check:
        n > 0, "n is not positive"
        part.size != 13, "unlucky"
"""

# Each has one mistake at most, because the official engine stops at the first that it evaluates.
DATA: list[Any] = [
    {"n": 1},
    {"n": 0},
    {"n": 1.0},
    {"n": True},
    {"n": None},
    {"n": "1"},
    {},
    {"n": 1, "f": 2},
    {"n": 1, "f": "x"},
    {"n": 1, "b": True},
    {"n": 1, "b": 1},
    {"n": 1, "s": None},
    {"n": 1, "s": 5},
    {"n": 1, "l": [1, 2]},
    {"n": 1, "l": [1, "x"]},
    {"n": 1, "l": {}},
    {"n": 1, "l": "x"},
    {"n": 1, "parts": [{"size": 1}, {}]},
    {"n": 1, "parts": [{"size": 500}]},
    {"n": 1, "parts": [{"kind": "z"}]},
    {"n": 1, "parts": [{"other": 1}]},
    {"n": 1, "parts": [3]},
    {"n": 1, "by_name": {"a": {"size": 1}, "b c": {"kind": "y"}}},
    {"n": 1, "by_name": {"a": {"size": "1"}}},
    {"n": 1, "part": {"kind": "x"}},
    {"n": 1, "part": {"size": 13}},
    {"n": 1, "part": {"sizes": 13}},
    {"n": 1, "part": 13},
    {"n": 1, "mode": 2},
    {"n": 1, "mode": "three"},
    {"n": 1, "mode": 3},
    {"n": 1, "mode": "four"},
    {"n": 1, "any_thing": {"a": [1, {"b": None}], "-": 1}},
    {"n": 1, "list_of_lists": [[1], []]},
    {"n": 1, "list_of_lists": [[1], ["a"]]},
    {"n": 1, "unknown": 1},
    {"n": -5},
    {"n": 9223372036854775807},
    [{"n": 1}, {"n": 2}],
    [{"n": 1}, {"n": 0}],
    [1, "a", None],
    5,
    None,
    [],
]


@pytest.mark.skipif(not is_installed() and not IS_CI, reason="pip install kcl-lib==0.13.2")
def test_same_data_are_refused_for_the_same_reason(tmp_path: Path) -> None:
    code = tmp_path / "code.k"
    code.write_text(SCHEMA, "utf-8")
    asked: list[tuple[str, str, str]] = []
    for number, value in enumerate(DATA):
        for ending in ("json", "yaml"):
            file = tmp_path / f"{number}.{ending}"
            text = json.dumps(value, indent=1) if ending == "json" else to_yaml(value)
            file.write_text(text, "utf-8")
            asked.append((str(file), str(code), "A"))
    answer = subprocess.run(
        [sys.executable, "-c", _ASK], input=json.dumps(asked), capture_output=True, text=True
    )
    for (path, _, _), (is_valid, text) in zip(asked, json.loads(answer.stdout), strict=True):
        mine = _told(path, str(code))
        content = Path(path).read_text("utf-8")
        assert (mine == "") == is_valid, (content, mine, text)
        if not is_valid and "Failed to Load" not in text:  # it fails to read some floats
            assert _messages(text) <= _messages(mine), (content, mine, text)


def _told(data: str, code: str) -> str:
    validator = Validator(Options(paths=(code,)), "A")
    try:
        documents = read_documents(Files().source(data), format_of(data) or "")
    except DataError as error:
        return render(error.diagnostic)
    return render(list(validator.validate(documents)))


def _messages(text: str) -> set[str]:
    """Return what is said in a text of diagnostics, without the places."""
    lines = [line.strip().lstrip("|").strip(" ^") for line in text.splitlines()]
    return {line for line in lines if line and "-->" not in line and "|" not in line[:6]}
