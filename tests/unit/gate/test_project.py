"""What the gate finds to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.driver.request import Request
from kclpy.formatter.files import FilesError
from kclpy.gate.project import Project, find_project


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _write(*names: str, text: str = "a = 1\n") -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _find(*paths: str) -> Project:
    return find_project(paths, Request())


def _stack(directory: str, *files: str) -> None:
    listed = "".join(f"    - {file}\n" for file in files)
    _write(f"{directory}/kcl.yaml", text=f"kcl_cli_configs:\n  files:\n{listed}")


def test_stacks_are_what_settings_name() -> None:
    _write("app/base/base.k", "app/dev/main.k", "app/dev/old.k", "app/prod/main.k", "lib/lib.k")
    _stack("app/dev", "../base/base.k", "main.k")
    _stack("app/prod", "../base/base.k", "main.k")
    found = _find(".")
    assert [one.directory for one in found.stacks] == ["app/dev", "app/prod"]
    assert [len(one.options.paths) for one in found.stacks] == [2, 2]
    assert [one.paths for one in found.packages] == [("lib",)]


def test_roots_are_stacks_if_there_is_something_to_run() -> None:
    _write("kcl.mod", "a/kcl.mod", text="[package]\n")
    _write("b/kcl.mod", text='[profile]\nentries = ["x.k"]\n')
    _write("main.k", "a/other.k", "b/x.k", "c/main.k")
    found = _find()
    assert len(found.stacks) == 2
    assert [one.paths for one in found.packages] == [("a",), ("c",)]
    assert len(_find("c").stacks) == 1


def test_what_is_left_out() -> None:
    _write(".hidden/a.k", "vendor/b/b.k", "gen/c.k", "d.k", "_e.k", "f/g.k", "f/h.kclx")
    _write(".kclignore", text="gen/\n")
    _write(".kclfmtignore", text="f/\n")
    assert _find(".").files == ("_e.k", "d.k", "f/g.k")
    assert _find("vendor").files == ("vendor/b/b.k",)
    assert [one.paths for one in _find(".").packages] == [(".",), ("f",)]


def test_tests_run_with_their_package() -> None:
    _write("a/a.k", "a/a_test.k", "b/b_test.k")
    found = _find("...")
    assert [job.package.files for job in found.tests] == [("a_test.k",), ("b_test.k",)]
    assert [one.paths for one in found.packages] == [("a",)]


def test_single_files_are_one_program() -> None:
    _write("a.k", "b.k")
    found = _find("a.k", "b.k")
    assert found.files == ("a.k", "b.k")
    assert [one.paths for one in found.packages] == [("a.k", "b.k")]


def test_single_test_files_run() -> None:
    _write("a.k", "a_test.k", "b_test.k")
    found = _find("a.k", "b_test.k")
    assert [job.package.files for job in found.tests] == [("b_test.k",)]
    assert [one.paths for one in found.packages] == [("a.k",)]


def test_settings_and_manifests_that_cannot_be_used() -> None:
    _write("a/main.k", "b/main.k")
    _write("a/kcl.yaml", text="- [")
    _write("b/kcl.mod", text="= [")
    found = _find(".")
    assert len(found.mistakes) == 2
    assert not found.programs


def test_path_that_leads_to_nothing() -> None:
    with pytest.raises(FilesError, match="'nope'"):
        _find("nope")
