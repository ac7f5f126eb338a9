"""Fixes are whole, do not overlap, keep what they do not mean, and make no mistakes."""

from __future__ import annotations

from pathlib import Path

from kclpy.diagnostics import Edit, Fix
from kclpy.driver.options import Options
from kclpy.linter.fixing import applied, mend, write
from kclpy.linter.selection import Choice
from kclpy.source import SourceFile

FILE = SourceFile("a.k", "0123456789")


def _fix(*edits: tuple[int, int, str]) -> Fix:
    return Fix("x", tuple(Edit(FILE.span(start, end), text) for start, end, text in edits))


def test_edits_apply_in_the_order_of_the_text() -> None:
    assert applied([_fix((8, 9, "b")), _fix((1, 3, "a"))]) == {"a.k": "0a34567b9"}


def test_a_fix_that_overlaps_is_left_out_as_a_whole() -> None:
    fixes = [_fix((2, 4, "a")), _fix((3, 5, "b"), (7, 8, "b")), _fix((8, 9, "c"))]
    assert applied(fixes) == {"a.k": "01a4567c9"}


def test_insertions_at_one_place_wait_for_each_other() -> None:
    assert applied([_fix((2, 2, "a")), _fix((2, 2, "b"))]) == {"a.k": "01a23456789"}
    assert applied([_fix((1, 4, "")), _fix((2, 2, "b"))]) == {"a.k": "0456789"}


def test_edits_beside_each_other_apply_both() -> None:
    assert applied([_fix((2, 4, "a")), _fix((4, 6, "b"))]) == {"a.k": "01ab6789"}


def test_the_same_fix_applies_once() -> None:
    assert applied([_fix((2, 4, "a")), _fix((2, 4, "a"))]) == {"a.k": "01a456789"}


def _mended(text: str, *select: str, is_unsafe: bool = False) -> str:
    options = Options(paths=("main.k",), workdir="/nowhere", texts={"main.k": text})
    choice = Choice(select=select or None)
    return mend([options], choice, is_unsafe, jobs=1).texts.get("/nowhere/main.k", text)


def test_line_ends_are_kept() -> None:
    assert _mended("import math\r\n_a = 1\r\nb = 2\r\n") == "b = 2\r\n"
    assert _mended("a = 1\r\nimport math\r\nb = math.sqrt(4)\r\n") == (
        "import math\r\n\r\na = 1\r\nb = math.sqrt(4)\r\n"
    )


def test_a_file_without_a_last_line_end() -> None:
    assert _mended("b = 2\n_a = 1") == "b = 2\n"


def test_a_gap_is_not_doubled() -> None:
    assert _mended("a = 1\n\n_b = 2\n\nc = 3\n") == "a = 1\n\nc = 3\n"


def test_formatting_around_is_kept() -> None:
    assert _mended("a   =  1 #x\n_b = 2\nc=[ 3 ]\n") == "a   =  1 #x\nc=[ 3 ]\n"


def test_several_lines_go_at_once() -> None:
    assert _mended("_a = {\n    b = 1\n}\nc = 3\n") == "c = 3\n"


def test_a_comment_within_keeps_the_statement() -> None:
    text = "_a = {\n    # why\n    b = 1\n}\nc = 3\n"
    assert _mended(text) == text


def test_unsafe_fixes_are_asked_for() -> None:
    text = "f = lambda key { {key = 1} }\n"
    assert _mended(text) == text
    assert _mended(text, is_unsafe=True) == 'f = lambda key { {"${key}" = 1} }\n'


def test_imported_packages_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kcl.mod").touch()
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "p.k").write_text("import math\na = 1\n", "utf-8")
    (tmp_path / "main.k").write_text("import p\nb = p.a\n", "utf-8")
    mended = mend([Options(paths=("main.k",), workdir=str(tmp_path))], Choice(), True, jobs=1)
    assert not mended.texts
    assert [one.problem.id() for one in mended.diagnostics] == ["unused-import"]


def test_written_files_keep_their_mark(tmp_path: Path) -> None:
    path = tmp_path / "main.k"
    path.write_bytes(b"\xef\xbb\xbf_a = 1\nb = 2\n")
    mended = mend([Options(paths=(str(path),))], Choice(), False, jobs=1)
    write(mended.texts)
    assert path.read_bytes() == b"\xef\xbb\xbfb = 2\n"
