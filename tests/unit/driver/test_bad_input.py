"""Bad input ends in a diagnostic and exit status 1: no traceback, no hang."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy import api
from kclpy.cli import main

GOLDEN = Path(__file__).parents[2] / "golden" / "run"

BROKEN = {
    "binary": bytes(range(256)),
    "nul": b"a = 1\0\nb = 2\n",
    "not_utf8": b'a = "\xff\xfe"\n',
    "parentheses": b"a = " + b"(" * 10_000,
    "brackets": b"a = " + b"[" * 10_000,
    "braces": b"a = " + b"{" * 10_000,
    "closers": b")" * 10_000,
    "one_long_line": b"a = 1 +" * 150_000,
    "one_long_name": b"x" * 1_000_000,
    "open_string": b'a = "' + b"x" * 1_000_000,
    "quotes": b'"' * 100_001,
    "indents": b"".join(b" " * n + b"if True:\n" for n in range(300)),
}

DEEP = {
    "parentheses": "a = " + "(" * 10_000 + "1" + ")" * 10_000,
    "brackets": "_a = " + "[" * 10_000 + "]" * 10_000,
    "braces": "_a = " + "{x = " * 3_000 + "1" + "}" * 3_000,
    "sum": "a = " + "+".join(["1"] * 10_000),
    "conditions": "a = " + " ".join(f"{n} if False else" for n in range(2_000)) + " 0",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "main.k"
    program.write_bytes(BROKEN[name])
    assert main(["compile", str(program)]) == 1
    said = capsys.readouterr().err
    assert said and "internal error" not in said and "Traceback" not in said


@pytest.mark.parametrize("name", DEEP)
def test_a_deep_program_is_evaluated(name: str, tmp_path: Path) -> None:
    program = tmp_path / "main.k"
    program.write_text(DEEP[name] + "\n", "utf-8")
    result = api.compile([str(program)])
    assert not result.is_failure, result.errors[:500]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "\ufeff", "a = 1"])
def test_little_is_enough(text: str, tmp_path: Path) -> None:
    program = tmp_path / "main.k"
    program.write_text(text, "utf-8")
    assert not api.compile([str(program)]).is_failure


def test_entries_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder.k").mkdir()
    (tmp_path / "link.k").symlink_to(tmp_path / "nowhere.k")
    for entry in ("missing.k", "folder.k", "link.k"):
        assert main(["compile", str(tmp_path / entry)]) == 1
        assert "internal error" not in capsys.readouterr().err


def _cases() -> list[Path]:
    return sorted(GOLDEN.rglob("*.k"))


@pytest.mark.parametrize("part", range(8))
def test_a_file_that_ends_anywhere(part: int) -> None:
    """Every eighth case, cut at a dozen places spread over it."""
    for case in _cases()[part::8]:
        text = case.read_text("utf-8")
        path = str(case)
        for cut in {len(text) * n // 12 for n in range(12)}:
            api.compile([path], texts={path: text[:cut]})
