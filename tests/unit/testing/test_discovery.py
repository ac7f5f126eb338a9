"""Where tests are found (reference, 07 section 6)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.testing.discovery import DiscoveryError, find_packages
from tests.files import write_files


@pytest.fixture
def home(tmp_path: Path) -> Path:
    names = ["a_test.k", "main.k", "sub/b_test.k", "sub/c_test.k", "none/x.k", ".git/d_test.k"]
    return write_files(tmp_path, dict.fromkeys(names, ""))


def found(home: Path, *paths: str) -> dict[str, tuple[str, ...]]:
    packages = find_packages(paths, str(home))
    return {str(Path(one.directory).relative_to(home)): one.files for one in packages}


def test_directory_is_taken_alone(home: Path) -> None:
    assert found(home) == found(home, ".") == {".": ("a_test.k",)}
    assert found(home, "none") == {}


@pytest.mark.parametrize("path", ["...", "./...", "sub/../..."])
def test_dots_take_all_below_but_what_is_hidden(home: Path, path: str) -> None:
    assert found(home, path) == {".": ("a_test.k",), "sub": ("b_test.k", "c_test.k")}


def test_file_is_taken_alone(home: Path) -> None:
    assert found(home, "sub/c_test.k") == {"sub": ("c_test.k",)}
    assert found(home, "sub/c_test.k", "sub") == {"sub": ("b_test.k", "c_test.k")}


@pytest.mark.parametrize("path", ["missing", "main.k", "missing/..."])
def test_what_is_not_there_is_an_error(home: Path, path: str) -> None:
    with pytest.raises(DiscoveryError) as caught:
        find_packages([path], str(home))
    assert path in caught.value.problem.message


def test_sources_are_followed_by_tests(home: Path) -> None:
    (package,) = find_packages([str(home)])
    assert [Path(path).name for path in package.sources] == ["main.k", "a_test.k"]
