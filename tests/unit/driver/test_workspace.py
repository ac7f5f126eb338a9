"""Entries: files, directories, patterns, and where their root is (reference, 06 section 1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.diagnostics import Diagnostics
from kclpy.driver.options import Options
from kclpy.driver.workspace import Workspace, find_workspace
from kclpy.source.vfs import Files


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in (
        "b.k",
        "a.k",
        "_c.k",
        "x_test.k",
        "notes.txt",
        "sub/s.k",
        "mod/kcl.mod",
        "mod/p/m.k",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("", "utf-8")
    return tmp_path


def found(home: Path, *paths: str, **externals: str) -> Workspace:
    options = Options(paths=paths, workdir=str(home), externals=externals)
    workspace = find_workspace(options, Files(), Diagnostics())
    assert workspace is not None
    return workspace


def names(workspace: Workspace, home: Path) -> list[str]:
    return [Path(entry.path).relative_to(home).as_posix() for entry in workspace.entries]


def message(home: Path, *paths: str) -> str:
    diagnostics = Diagnostics()
    assert find_workspace(Options(paths=paths, workdir=str(home)), Files(), diagnostics) is None
    (diagnostic,) = diagnostics
    return diagnostic.problem.message


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (("b.k", "a.k"), ["b.k", "a.k"]),
        ((".",), ["_c.k", "a.k", "b.k"]),
        (("*.k",), ["_c.k", "a.k", "b.k", "x_test.k"]),
        (("**/s.k",), ["sub/s.k"]),
        (("a.k", "./a.k"), ["a.k"]),
        (("sub", "a.k"), ["sub/s.k", "a.k"]),
        (("notes.txt",), ["notes.txt"]),
        (("mod/p/m.k", "${KCL_MOD}/p/m.k", "a.k"), ["mod/p/m.k", "a.k"]),
    ],
)
def test_entries(home: Path, paths: tuple[str, ...], expected: list[str]) -> None:
    assert names(found(home, *paths), home) == expected


def test_variable_of_external_package(home: Path) -> None:
    workspace = found(home, "${my-mod:KCL_MOD}/p/m.k", my_mod=str(home / "mod"))
    assert names(workspace, home) == ["mod/p/m.k"]


def test_root_is_nearest_manifest_or_directory(home: Path) -> None:
    assert found(home, "mod/p/m.k").root == str(home / "mod")
    assert found(home, "sub/s.k").root == str(home / "sub")


def test_entries_with_several_roots_have_that_of_the_work_directory(home: Path) -> None:
    workspace = found(home, "mod/p/m.k", "sub/s.k")
    assert [entry.root for entry in workspace.entries] == [str(home / "mod"), str(home / "sub")]
    assert workspace.root == str(home)


def test_link_is_shown_by_its_target(home: Path) -> None:
    (home / "link.k").symlink_to(home / "a.k")
    assert names(found(home, "link.k"), home) == ["a.k"]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ((), "No input KCL files or paths"),
        (("nope.k", "gone.k"), "Cannot find the kcl file, please check the file path nope.k"),
        (("*.kk",), "Cannot find the kcl file, please check the file path *.kk"),
        (("${KCL_MOD}/a.k",), "Can not find ${KCL_MOD}/a.k in the path: "),
    ],
)
def test_nothing_found(home: Path, paths: tuple[str, ...], expected: str) -> None:
    assert message(home, *paths) == expected


def test_directory_without_files(home: Path) -> None:
    (home / "empty").mkdir()
    assert message(home, "empty") == "No input KCL files"
