"""The directory that documentation is written to."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.docgen.failures import ForeignFile
from kclpy.docgen.folder import LIST, write_folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != LIST)


def test_what_is_left_over_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    write_folder(str(folder), {"a.md": "a", "b.md": "b"}, "md")
    write_folder(str(folder), {"api.json": "{}"}, "openapi")
    (folder / "mine.md").write_text("mine", "utf-8")
    write_folder(str(folder), {"b.md": "new", "c.md": "c"}, "md")
    assert names(folder) == ["api.json", "b.md", "c.md", "mine.md"]
    assert (folder / "b.md").read_text("utf-8") == "new"


def test_what_was_changed_since_stays(tmp_path: Path) -> None:
    write_folder(str(tmp_path), {"a.md": "a", "b.md": "b"}, "md")
    (tmp_path / "a.md").write_text("changed", "utf-8")
    write_folder(str(tmp_path), {}, "md")
    assert names(tmp_path) == ["a.md"]


def test_files_of_others_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine", "utf-8")
    with pytest.raises(ForeignFile, match=r"a\.md' was not written by kclpy"):
        write_folder(str(tmp_path), {"0.md": "", "a.md": "a"}, "md")
    assert names(tmp_path) == ["a.md"]
    write_folder(str(tmp_path), {"a.md": "a"}, "md", is_forced=True)
    assert (tmp_path / "a.md").read_text("utf-8") == "a"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"md": 1}', '{"md": {"../outside": "x", "": "y", "..": "z", "a": 1}}'],
)
def test_a_list_that_is_not_ours(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    outside = tmp_path / "outside"
    outside.write_text("", "utf-8")
    (folder / LIST).write_text(text, "utf-8")
    write_folder(str(folder), {"a.md": "a"}, "md")
    assert outside.exists() and names(folder) == ["a.md"]
