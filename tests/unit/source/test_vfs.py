"""Texts in memory hide files on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.source.vfs import Files, ReadError


def test_file_is_read_once_and_without_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.k"
    path.write_bytes(b"\xef\xbb\xbfa = 1\n")
    files = Files()
    source = files.source(str(path))
    assert source.text == "a = 1\n"
    assert files.source(str(path)) is source
    assert files.read == [source]


def test_text_in_memory_hides_file(tmp_path: Path) -> None:
    path = tmp_path / "a.k"
    path.write_text("a = 1", "utf-8")
    assert Files({str(path): "a = 2"}).source(str(path)).text == "a = 2"


def test_directory_of_texts_exists(tmp_path: Path) -> None:
    files = Files({str(tmp_path / "p" / "q" / "a.k"): "", str(tmp_path / "p" / "b.k"): ""})
    assert files.is_directory(str(tmp_path / "p" / "q"))
    assert files.is_file(str(tmp_path / "p" / "b.k"))
    assert not files.exists(str(tmp_path / "z"))
    assert files.sources_in(str(tmp_path / "p")) == ["b.k"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("latin.k", "stream did not contain valid UTF-8"),
        ("folder.k", "Is a directory (os error 21)"),
        ("missing.k", "No such file or directory (os error 2)"),
    ],
)
def test_reason_of_failure(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "latin.k").write_bytes(b'a = "\xff"')
    (tmp_path / "folder.k").mkdir()
    with pytest.raises(ReadError) as caught:
        Files().source(str(tmp_path / name))
    assert caught.value.reason == reason
