"""Which files are formatted, and what becomes of their bytes."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from kclpy.formatter.files import FilesError, find_files
from kclpy.formatter.rewrite import format_bytes, format_file, format_files


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _write(name: str, text: str = "a=1\n") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_directory_has_its_own_files() -> None:
    _write("b.k")
    _write("a.k")
    _write("c/d.k")
    _write("e.txt")
    assert find_files([]) == ["a.k", "b.k"]
    assert find_files(["a.k", ".", "c"]) == ["a.k", "b.k", "c/d.k"]


def test_dots_mean_all_below() -> None:
    _write("a.k")
    _write("c/d.k")
    _write(".hidden/e.k")
    assert find_files(["..."]) == find_files(["./..."]) == ["a.k", "c/d.k"]


@pytest.mark.parametrize("name", [".kclignore", ".kclfmtignore"])
def test_ignored_files(name: str) -> None:
    _write(name, "gen/\n*_pb.k\n!keep_pb.k\n")
    for file in ("a.k", "a_pb.k", "keep_pb.k", "gen/b.k", "c/d_pb.k"):
        _write(file)
    assert find_files(["..."]) == ["a.k", "keep_pb.k"]


def test_missing_path() -> None:
    with pytest.raises(FilesError, match="cannot read 'x\\.k': No such file"):
        find_files(["x.k"])


def test_file_keeps_mode_link_and_line_ends() -> None:
    path = _write("a.k", "\ufeffa=1\r\n")
    path.chmod(0o640)
    os.symlink("a.k", "b.k")
    assert format_file("b.k", is_dry=False).is_changed
    assert Path("b.k").is_symlink()
    assert path.read_bytes() == "\ufeffa = 1\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_file_with_mistakes_stays() -> None:
    path = _write("a.k", "a  =(\n")
    assert format_file("a.k", is_dry=False).diagnostics
    assert path.read_text() == "a  =(\n"


def test_bytes_that_are_no_text() -> None:
    (diagnostic,) = format_bytes(b"a = '\xff'\n", "a.k").diagnostics
    assert "valid UTF-8" in diagnostic.problem.message


def test_settings() -> None:
    rules = "end_of_line=crlf\ncharset=utf-8-bom\ntrim_trailing_whitespace=true\n"
    _write(".editorconfig", f"root=true\n[*.k]\n{rules}insert_final_newline=false\n")
    assert format_bytes(b"a=1 # b \n", "a.k").after == "\ufeffa = 1 # b"
    assert format_bytes(b"a=1 # b \nc=1", "a.k").after == "\ufeffa = 1 # b\r\nc = 1"


@pytest.mark.parametrize(
    ("rules", "indent"),
    [
        ("indent_size = 2", "  "),
        ("indent_style = tab", "\t"),
        ("indent_style = tab\nindent_size = 2", "\t"),
        ("indent_style = space\nindent_size = tab\ntab_width = 3", "   "),
        ("indent_style = space", "    "),
        ("indent_size = 0", "    "),
        ("indent_size = 1000000", "    "),
        ("indent_size = two", "    "),
    ],
)
def test_indentation(rules: str, indent: str) -> None:
    _write(".editorconfig", f"root = true\n[a.k]\n{rules}\n")
    assert format_bytes(b"if a:\n b = 1\n", "a.k").after == f"if a:\n{indent}b = 1\n"
    assert format_bytes(b"if a:\n b = 1\n", "c.k").after == "if a:\n    b = 1\n"
    kept = f"if a:\n{indent}b = 1\n"
    assert not format_bytes(kept.encode(), "a.k").is_changed


def test_files_that_cannot_be_read_or_written(monkeypatch: pytest.MonkeyPatch) -> None:
    _write("a.k")
    Path("c.k").mkdir()
    assert "os error 21" in format_file("c.k", is_dry=False).diagnostics[0].problem.message

    def refuse(path: str, text: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("kclpy.formatter.rewrite.write_atomically", refuse)
    assert format_file("a.k", is_dry=False).error == "cannot write 'a.k': Permission denied"
    assert Path("a.k").read_text() == "a=1\n"
    assert format_file("a.k", is_dry=True).is_changed


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_settings_that_are_broken() -> None:
    _write(".editorconfig", "[*\nnonsense\n")
    assert "editorconfig" in format_bytes(b"a=1\n", "a.k").error
    gc.collect()  # the library leaves the file open


def test_many_files() -> None:
    names = [f"f{number:02}.k" for number in range(40)]
    for name in names:
        _write(name)
    results = list(format_files(names, is_dry=False, jobs=2))
    assert [r.path for r in results if r.is_changed] == names
    assert Path("f39.k").read_text() == "a = 1\n"
