"""The plug-in for pytest, run within pytest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files import write_files

pytest_plugins = ["pytester"]


@pytest.fixture
def home(pytester: pytest.Pytester) -> Path:
    return write_files(
        pytester.path,
        {
            "main.k": 'limit = option("limit") or 3\n',
            "a_test.k": "import kclpy.testing\n"
            "test_ok = lambda { print('seen') }\n"
            "test_bad = lambda { assert limit == 4, 'limit is ${limit}' }\n"
            "test_rows_cases = {low = 1, high = 9}\n"
            "test_rows = lambda row { assert row < limit, '${row}' }\n"
            "test_snapshot = lambda { testing.assert_snapshot(limit) }\n",
        },
    )


def run(pytester: pytest.Pytester, *words: str) -> pytest.RunResult:
    others = ("cacheprovider", "kclpy", "asyncio", "pytest-lsp")
    left_out = (word for name in others for word in ("-p", f"no:{name}"))
    return pytester.runpytest_inprocess("-p", "kclpy.testing.pytest_plugin", *left_out, *words)


def test_cases_are_items(home: Path, pytester: pytest.Pytester) -> None:
    result = run(pytester, "-v")
    result.assert_outcomes(passed=1, failed=3)
    result.stdout.fnmatch_lines(
        [
            "a_test.k::test_ok PASSED*",
            "a_test.k::test_bad FAILED*",
            "test_bad:",
            " --> *a_test.k:3:1",
            "*limit is 3",
            "test_rows[[]high[]]:",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")


def test_options_and_snapshots(home: Path, pytester: pytest.Pytester) -> None:
    write_files(home, {"pytest.ini": "[pytest]\nkcl_options =\n    limit=4\n"})
    run(pytester, "--kcl-update", "-k", "bad or snapshot").assert_outcomes(passed=2, deselected=2)
    assert (home / "__snapshots__/a_test/test_snapshot.yaml").read_text("utf-8") == "4\n"
    run(pytester, "-k", "snapshot").assert_outcomes(passed=1, deselected=3)


def test_package_that_cannot_be_compiled_is_an_error(home: Path, pytester: pytest.Pytester) -> None:
    write_files(home, {"main.k": "limit = = 3\n"})
    result = run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["error[[]E1001[]]: InvalidSyntax", "*main.k:1:*"])
