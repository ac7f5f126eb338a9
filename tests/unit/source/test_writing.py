"""Writing files in one step."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kclpy.source.writing import write_atomically


def test_new_file_has_the_mode_asked_for(tmp_path: Path) -> None:
    write_atomically(str(tmp_path / "a"), "é\r\n", mode=0o744)
    assert (tmp_path / "a").read_bytes() == "é\r\n".encode()
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o744


def test_old_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    path.chmod(0o600)
    write_atomically(str(path), "new")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o600)


def test_new_file_has_the_permissions_that_the_mask_leaves(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    write_atomically(str(tmp_path / "b"), "text")
    assert (tmp_path / "b").stat().st_mode == (tmp_path / "a").stat().st_mode


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").symlink_to("a")
    write_atomically(str(tmp_path / "b"), "new")
    assert (tmp_path / "b").is_symlink()
    assert (tmp_path / "a").read_text() == "new"


def test_nothing_is_left_behind_after_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError):
        write_atomically(str(tmp_path / "a"), "text")
    with pytest.raises(OSError):
        write_atomically(str(tmp_path / "missing" / "a"), "text")
    assert os.listdir(tmp_path) == ["a"]


def test_pipe_is_written_to() -> None:
    read, write = os.pipe()
    write_atomically(f"/dev/fd/{write}", "text")
    os.close(write)
    with os.fdopen(read) as pipe:
        assert pipe.read() == "text"
