"""The command ``kclpy fmt``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kclpy.cli import main


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.k").write_text("a=1\n")
    (tmp_path / "b.k").write_text("b = 1\n")


def test_files_are_written_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt"]) == 0
    assert capsys.readouterr() == ("a.k\n", "2 files: 1 changed, 1 left as they were\n")
    assert Path("a.k").read_text() == "a = 1\n"
    assert main(["fmt", "-q"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("flag", ["--check", "--dry-run", "--dry_run"])
def test_check_writes_nothing(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", flag]) == 1
    assert capsys.readouterr() == ("a.k\n", "1 KCL file(s) require formatting\n")
    assert Path("a.k").read_text() == "a=1\n"
    assert main(["fmt", flag, "b.k"]) == 0


def test_diff(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--diff", "a.k"]) == 0
    shown = "--- a.k\n+++ a.k (formatted)\n@@ -1 +1 @@\n-a=1\n+a = 1\n"
    assert capsys.readouterr() == (shown, "")
    assert Path("a.k").read_text() == "a=1\n"


def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a=1"))
    assert main(["fmt", "-"]) == 0
    assert capsys.readouterr() == ("a = 1\n", "")


def test_standard_input_with_mistakes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a=("))
    assert main(["fmt", "-", "--stdin-filename", "x.k"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "x.k:1:3" in err


def test_mistakes_do_not_keep_other_files(capsys: pytest.CaptureFixture[str]) -> None:
    Path("0.k").write_text("a = [\n")
    assert main(["fmt"]) == 1
    assert capsys.readouterr().out == "a.k\n"
    assert Path("0.k").read_text() == "a = [\n"


@pytest.mark.parametrize(
    ("words", "status", "text"),
    [
        (["nope"], 1, "kclpy fmt: cannot read 'nope': No such file or directory\n"),
        (["-", "a.k"], 2, "kclpy fmt: - cannot stand beside other paths\n"),
    ],
)
def test_wrong_words(
    words: list[str], status: int, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fmt", *words]) == status
    assert capsys.readouterr() == ("", text)


def test_check_and_diff_heed_the_indentation_of_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path(".editorconfig").write_text("root = true\n[*.k]\nindent_style = tab\n")
    Path("a.k").write_text("if True:\n\ta = 1\n")
    assert main(["fmt", "--check"]) == 0
    Path("b.k").write_text("if True:\n    a = 1\n")
    assert main(["fmt", "--check", "--diff"]) == 1
    assert "-    a = 1\n+\ta = 1\n" in capsys.readouterr().out


def test_diff_has_colours_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["fmt", "--diff", "a.k"]) == 0
    assert "\x1b[31m-a=1\x1b[0m\n\x1b[32m+a = 1\x1b[0m\n" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert main(["fmt", "--diff", "a.k"]) == 0
    assert "\x1b" not in capsys.readouterr().out
