from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kclpy
from kclpy.api.running import run
from kclpy.codegen import compile_program
from kclpy.diagnostics.render import render
from tests.cases import find_cases

GOLDEN = Path(__file__).parents[2] / "golden" / "run"
CASES = [case for case in find_cases(GOLDEN) if "limits" not in case.name]


@pytest.fixture
def engine() -> kclpy.Engine:
    return kclpy.Engine()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "kcl.mod").write_text("[package]\nname = 'm'\n")
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "one.k").write_text("x = 1\n")
    (tmp_path / "main.k").write_text("import part\n\na = part.x\nb = option('env')\n")
    return tmp_path


def test_golden_cases_give_the_same_again_and_again() -> None:
    engine = kclpy.Engine()
    for case in CASES:
        alone = run(case.options)
        for _ in range(3):
            again = engine.run(case.options)
            assert again.yaml == alone.yaml, case.name
            assert (again.log, again.errors) == (alone.log, alone.errors), case.name


def test_overrides_of_one_run_do_not_reach_the_next() -> None:
    engine = kclpy.Engine()
    for case in CASES:
        plain = run(case.options)
        engine.run(replace(case.options, overrides=("a=1", "b.c=2", "d-", "e+=[1]")))
        assert engine.run(case.options).yaml == plain.yaml, case.name


def test_what_is_known_is_not_parsed_or_compiled_again(
    engine: kclpy.Engine, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = engine.compile(["main.k"], workdir=home)

    def refuse(*args: Any, **named: Any) -> Any:
        raise AssertionError("this was done already")

    monkeypatch.setattr("kclpy.driver.reuse.parse", refuse)
    monkeypatch.setattr("kclpy.driver.pipeline.compile_program", refuse)
    monkeypatch.setattr("kclpy.driver.pipeline.check", refuse)
    assert engine.compile(["main.k"], workdir=home).yaml == first.yaml
    assert engine.load("main.k", workdir=home, arguments={"env": "x"}) == {"a": 1, "b": "x"}


def test_an_edited_file_counts(engine: kclpy.Engine, home: Path) -> None:
    for number in (1, 2, 1):
        (home / "part" / "one.k").write_text(f"x = {number}\n")
        assert engine.load("main.k", workdir=home)["a"] == number


def test_a_new_file_in_a_package_counts(engine: kclpy.Engine, home: Path) -> None:
    assert engine.load("main.k", workdir=home)["a"] == 1
    (home / "part" / "two.k").write_text("x = 2\n")
    with pytest.raises(kclpy.CompileError, match=r"two\.k:1:1"):
        engine.load("main.k", workdir=home)
    (home / "part" / "two.k").unlink()
    assert engine.load("main.k", workdir=home)["a"] == 1


def test_a_removed_package_counts(engine: kclpy.Engine, home: Path) -> None:
    engine.load("main.k", workdir=home)
    (home / "part" / "one.k").unlink()
    with pytest.raises(kclpy.CompileError):
        engine.load("main.k", workdir=home)


def test_another_root_counts(engine: kclpy.Engine, home: Path) -> None:
    """A manifest further down makes another root, where the package is another."""
    inner = home / "inner"
    (inner / "part").mkdir(parents=True)
    (inner / "part" / "one.k").write_text("x = 'inner'\n")
    (inner / "main.k").write_text("import part\n\na = part.x\n")
    assert engine.load("inner/main.k", workdir=home) == {"a": 1}
    (inner / "kcl.mod").write_text("[package]\nname = 'i'\n")
    assert engine.load("inner/main.k", workdir=home) == {"a": "inner"}


def test_another_store_of_packages_counts(
    engine: kclpy.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "main.k").write_text("import other\n\na = other.x\n")
    for name in ("first", "second"):
        store = tmp_path / name / "other"
        store.mkdir(parents=True)
        (store / "kcl.mod").write_text("[package]\nname = 'other'\n")
        (store / "other.k").write_text(f"x = '{name}'\n")
        monkeypatch.setenv("KCL_PKG_PATH", str(tmp_path / name))
        assert engine.load(tmp_path / "main.k") == kclpy.load(tmp_path / "main.k")


def test_another_directory_of_an_external_counts(engine: kclpy.Engine, tmp_path: Path) -> None:
    (tmp_path / "main.k").write_text("import other\n\na = other.x\n")
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "other.k").write_text(f"x = '{name}'\n")
        found = engine.load("main.k", workdir=tmp_path, externals={"other": name})
        assert found == {"a": name}


def test_texts_and_options_count(engine: kclpy.Engine) -> None:
    text = "a = 1\nb = option('b')\n_c = None\n"
    assert engine.loads(text) == {"a": 1, "b": None}
    assert engine.loads(text, arguments={"b": "2"}) == {"a": 1, "b": 2}
    assert engine.loads(text, overrides=["a=5"]) == {"a": 5, "b": None}
    assert engine.loads(text, disable_none=True) == {"a": 1}
    assert engine.loads(text, show_hidden=True) == {"a": 1, "b": None, "_c": None}
    assert engine.loads(text) == {"a": 1, "b": None}


def test_a_changed_plugin_counts(engine: kclpy.Engine) -> None:
    plugin = kclpy.Plugin("tool")
    text = "import kcl_plugin.tool\n\na = tool.give()\n"
    for value in (1, 2):

        def give(value: int = value) -> int:
            return value

        plugin.function(name="give")(give)
        assert engine.loads(text, plugins=[plugin]) == {"a": value}


def test_mistakes_are_told_each_time(engine: kclpy.Engine) -> None:
    for text in ("a: int = 'x'\n", "a = \n", "import nothing\n", "a = 1 / 0\n"):
        told = [engine.compile(["m.k"], texts={"m.k": text}).errors for _ in range(3)]
        assert told == [kclpy.compile(["m.k"], texts={"m.k": text}).errors] * 3


def test_it_keeps_what_was_used_last(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []

    def count(*args: Any) -> Any:
        compiled.append(args)
        return compile_program(*args)

    monkeypatch.setattr("kclpy.driver.pipeline.compile_program", count)
    engine = kclpy.Engine(programs=2)
    for number in (0, 1, 0, 2, 0, 1):
        assert engine.loads(f"a = {number}") == {"a": number}
    assert len(compiled) == 4  # 0, 1, 2, and 1 again
    engine.clear()
    engine.loads("a = 1")
    assert len(compiled) == 5


def test_an_engine_for_nothing_keeps_nothing() -> None:
    engine = kclpy.Engine(programs=0)
    assert [engine.loads("a = 1") for _ in range(2)] == [{"a": 1}] * 2


def test_threads_share_an_engine(engine: kclpy.Engine) -> None:
    def load(number: int) -> Any:
        text = f"schema S:\n    n: int = {number % 5}\n\na = S {{}}\nb = option('b')\n"
        return engine.loads(text, arguments={"b": str(number)})

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(load, range(100)))
    assert found == [{"a": {"n": number % 5}, "b": number} for number in range(100)]


def test_what_is_examined_is_as_without_an_engine(engine: kclpy.Engine, home: Path) -> None:
    (home / "main.k").write_text(
        "import math\n\na: int = 'x'\nb = option('c')\nschema S:\n    x: int\n"
    )
    path = home / "main.k"
    for _ in range(2):
        for warnings, count in ((False, 1), (True, 2)):
            found = engine.check(path, warnings=warnings)
            assert len(found) == count
            assert render(found) == render(kclpy.check(path, warnings=warnings))
        assert engine.list_options(path) == kclpy.list_options(path)
        assert [v.name for v in engine.list_variables(path)] == ["a", "b"]
        assert list(engine.schemas(path)) == list(kclpy.schemas(path))
