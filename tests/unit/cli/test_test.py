"""``kclpy test`` (reference, 07 section 6)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kclpy.cli import main
from tests.files import write_files

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_files(
        tmp_path,
        {
            "main.k": "double = lambda x { x * 2 }\nif option('x'):\n    y = 1\n",
            "a_test.k": "test_ok = lambda { assert double(2) == 4 }\n"
            'test_bad = lambda { assert double(2) == 5, "oops" }\n'
            'test_print = lambda { print("hi") }\n',
            "sub/b_test.k": 'test_x = lambda { assert option("x") == 1 }\n',
        },
    )


def told(words: list[str], capsys: Capture) -> tuple[int, str, str]:
    status = main(["test", *words])
    out, err = capsys.readouterr()
    return status, re.sub(r"\d+ms", "0ms", out).replace(str(Path.cwd()), "."), err


def test_report_is_that_of_the_reference(capsys: Capture) -> None:
    status, out, err = told([], capsys)
    assert (status, err) == (1, "")
    assert (
        out
        == """\
test_ok: PASS (0ms)
test_bad: FAIL (0ms)
EvaluationError
 --> ./a_test.k:2:1
  |
2 | test_bad = lambda { assert double(2) == 5, "oops" }
  |  oops
  |


test_print: PASS (0ms)
hi

--------------------------------------------------------------------------------
PASS: 2/3
FAIL: 1/3
"""
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_several_packages_with_options(jobs: str, capsys: Capture) -> None:
    status, out, _ = told(["...", "-D", "x=1", "-j", jobs, "--run", "ok|x"], capsys)
    assert status == 0
    assert [line for line in out.splitlines() if "PASS" in line] == [
        "test_ok: PASS (0ms)",
        "test_x: PASS (0ms)",
        "PASS: 2/2",
    ]


def test_failure_ends_a_run_that_fails_fast(capsys: Capture) -> None:
    status, out, _ = told(["--fail-fast", "..."], capsys)
    assert status == 1
    assert out.endswith("PASS: 1/2\nFAIL: 1/2\n")


def test_nothing_to_test_is_no_failure(home: Path, capsys: Capture) -> None:
    (home / "empty").mkdir()
    assert told(["empty"], capsys) == (0, "no test files\n", "")


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["missing"], 1, "Cannot find the kcl file"),
        (["--run", "("], 2, "--run is no regular expression"),
        (["-D", "x"], 1, "x"),
        (["--junit", "missing/j.xml"], 1, "cannot write 'missing/j.xml'"),
    ],
)
def test_wrong_use_is_told(words: list[str], status: int, message: str, capsys: Capture) -> None:
    found, _, err = told(words, capsys)
    assert found == status
    assert message in err
    assert err.count("\n") == 1


def test_reports_are_written(home: Path, capsys: Capture) -> None:
    words = ["--junit", "j.xml", "--coverage-lcov", "out/lcov.info", "--run", "ok"]
    status, out, _ = told([*words, "--coverage-html", "site", "--fail-under", "50"], capsys)
    assert status == 0
    assert re.search(r"^main\.k +2 +0 +0 +0 +100%$", out, re.MULTILINE) is None
    assert re.search(r"^main\.k +\d+ +1 +\d +1 +\d+%", out, re.MULTILINE)
    for name in ("j.xml", "out/lcov.info", "site/index.html"):
        assert (home / name).exists()


def test_too_little_coverage_is_a_failure(capsys: Capture) -> None:
    status, _, err = told(["--run", "print", "--fail-under", "99.5"], capsys)
    assert status == 1
    assert re.fullmatch(r"coverage is \d+\.\d\d %, less than 99.5 %\n", err)


def test_failures_are_told_to_machines(capsys: Capture) -> None:
    status, out, err = told(["--error-format", "github"], capsys)
    assert status == 1
    assert "FAIL: 1/3" in out
    assert err.startswith("::error ") and "a_test.k" in err and "oops" in err
