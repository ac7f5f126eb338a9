"""The trees of files as objects are those of the SDK."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from kclpy.compat import api, ast
from kclpy.syntax.recursion import deep_recursion

kcl_ast = pytest.importorskip("kcl_lib.ast")

GOLDEN = Path(__file__).parents[1] / "golden" / "run"


def _json(path: Path) -> str:
    return api.API().parse_file(api.ParseFileArgs(path=str(path))).ast_json


@pytest.mark.parametrize("topic", sorted(path.name for path in GOLDEN.iterdir()))
def test_all_golden_programs_give_the_same_objects(topic: str) -> None:
    for path in sorted((GOLDEN / topic).rglob("*.k"))[:25]:
        text = _json(path)
        with deep_recursion():
            ours, theirs = ast.parse_module(text), kcl_ast.parse_module(text)
            assert repr(ours) == repr(theirs)
            assert ours.to_dict() == json.loads(text)
            assert repr(ours.filter_schemas()) == repr(theirs.filter_schemas())


def test_programs(tmp_path: Path) -> None:
    (tmp_path / "a.k").write_text("a = 1\n")
    paths = [str(tmp_path / "a.k")]
    text = api.API().parse_program(api.ParseProgramArgs(paths=paths)).ast_json
    assert repr(ast.parse_program(text)) == repr(kcl_ast.parse_program(text))


def test_names() -> None:
    names = [name for name in dir(kcl_ast) if not name.startswith("_")]
    assert sorted(ast.__all__) == names


def _made(cls: Any) -> str:
    return repr(cls())


def _members(cls: Any) -> list[tuple[str, str, str]]:
    return [(one.name, str(one), one.value) for one in cls]


@pytest.mark.parametrize("name", ast.__all__)
def test_classes(name: str) -> None:
    ours: Any = getattr(ast, name)
    theirs: Any = getattr(kcl_ast, name)
    if dataclasses.is_dataclass(theirs):
        assert _made(ours) == _made(theirs)
        assert [one.name for one in dataclasses.fields(ours)] == [
            one.name for one in dataclasses.fields(theirs)
        ]
    elif isinstance(theirs, type) and hasattr(theirs, "__members__"):
        assert _members(ours) == _members(theirs)
    else:
        assert callable(ours)


@pytest.mark.parametrize(
    "given",
    [
        {"type": "Later", "x": 1},
        {"type": "Schema", "name": None, "args": [], "kwargs": [], "config": None},
        {"type": "NumberLit", "binary_suffix": None, "value": {"type": "Float", "value": 1.5}},
    ],
)
def test_expressions_and_back(given: Any) -> None:
    found = ast.expr_from_dict(given)
    assert repr(found) == repr(kcl_ast.expr_from_dict(given))
    assert ast.expr_to_dict(found) == kcl_ast.expr_to_dict(kcl_ast.expr_from_dict(given)) == given
