"""Programs as plain Python values."""

from __future__ import annotations

from pathlib import Path

import pytest

import kclpy


def test_text() -> None:
    assert kclpy.loads("a = 1\nb = [a, 2.5, None, True]\n_c = 1") == {
        "a": 1,
        "b": [1, 2.5, None, True],
    }


def test_options() -> None:
    program = "a = option('k')\nb = {c = 1, d = 2}"
    assert kclpy.loads(program, arguments={"k": "3"}, overrides=["b.c=5"]) == {
        "a": 3,
        "b": {"c": 5, "d": 2},
    }
    assert kclpy.loads(program, selectors=["b.d"]) == 2


def test_instances_are_dicts() -> None:
    value = kclpy.loads("schema S:\n    x: int = 1\n    y?: str\ns = S {}")
    assert value == {"s": {"x": 1}}
    assert type(value["s"]) is dict


def test_stream() -> None:
    assert kclpy.loads("[{a = 1}, {b = 2}]") == [{"a": 1}, {"b": 2}]
    assert kclpy.loads("[{a = 1}]") == {"a": 1}


def test_files(tmp_path: Path) -> None:
    (tmp_path / "kcl.mod").touch()
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "part.k").write_text("number = 7", "utf-8")
    (tmp_path / "main.k").write_text("import part\na = part.number", "utf-8")
    (tmp_path / "more.k").write_text("b = a + 1", "utf-8")
    assert kclpy.load(tmp_path / "main.k") == {"a": 7}
    assert kclpy.load(tmp_path) == {"a": 7, "b": 8}
    assert kclpy.load([tmp_path / "main.k", "more.k"], workdir=tmp_path) == {"a": 7, "b": 8}
    assert kclpy.loads("import part\nc = part.number", workdir=tmp_path) == {"c": 7}
    assert kclpy.loads("import lib\nc = lib.number", externals={"lib": tmp_path / "part"}) == {
        "c": 7
    }


def test_mistake_before_the_run() -> None:
    with pytest.raises(kclpy.CompileError) as caught:
        kclpy.loads("print('seen')\na: int = 'x'\nb = c")
    problems = [one.problem.code for one in caught.value.diagnostics]
    assert problems == ["E2G22", "E2L23"]
    assert "expected int, got str(x)" in str(caught.value)
    assert caught.value.log == ""


def test_mistake_in_the_run() -> None:
    with pytest.raises(kclpy.EvaluationError, match="too small") as caught:
        kclpy.loads("print('seen')\na = 1\nassert a > 1, 'too small'")
    assert caught.value.log == "seen\n"
    assert isinstance(caught.value, kclpy.KclError)


def test_missing_file() -> None:
    with pytest.raises(kclpy.CompileError, match="Cannot find the kcl file"):
        kclpy.load("/nowhere/main.k")


def test_what_is_given_is_not_changed() -> None:
    texts = {"other.k": "b = 2"}
    assert kclpy.loads("a = 1", texts=texts) == {"a": 1}
    assert texts == {"other.k": "b = 2"}
