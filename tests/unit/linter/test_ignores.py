"""Comments that let rules pass."""

from __future__ import annotations

import pytest

from kclpy.diagnostics.render import render
from kclpy.driver.options import Options
from kclpy.linter.selection import Choice
from kclpy.linter.session import lint


def _found(text: str, *select: str) -> list[str]:
    options = Options(paths=("main.k",), workdir="/nowhere", texts={"main.k": text})
    choice = Choice(select=select or None)
    return [one.problem.id() for one in lint(options, choice).diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "_a = 1  # kclpy: ignore[unused-variable]\n",
        "_a = 1  # kclpy: ignore[duplicate-key, unused-variable]\n",
        "_a = 1  # kclpy: ignore\n",
        "_a = 1  # kclpy: ignore[unused]\n",
        "_a = 1  #kclpy:ignore[unused-variable] until the release\n",
        "# kclpy: ignore[unused-variable]\n_a = 1\n",
        "b = 1\n_a = 1\n# kclpy: ignore-file[unused-variable]\n",
        "# kclpy: ignore-file\n_a = 1\n",
    ],
)
def test_hidden(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "_a = 1\nb = 2  # kclpy: ignore[unused-variable]\n",
        "_a = 1  # kclpy: ignore[duplicate-key]\n",
        "_a = 1  # ignore[unused-variable]\n",
        '_a = "# kclpy: ignore[unused-variable]"\n',
        "# kclpy: ignore[unused-variable]\nb = 1\n_a = 1\n",
    ],
)
def test_not_hidden(text: str) -> None:
    assert _found(text) == ["unused-variable"]


def test_warnings_of_the_reference_are_hidden() -> None:
    assert _found("import math  # kclpy: ignore[unused-import]\na = 1\n") == []


def test_mistakes_are_not_hidden() -> None:
    assert _found("a = b  # kclpy: ignore\n") == ["undefined-name"]


def test_unknown_rule_is_told() -> None:
    text = "_a = 1  # kclpy: ignore[unused-varable]\n"
    options = Options(paths=("main.k",), workdir="/nowhere", texts={"main.k": text})
    found = lint(options).diagnostics
    assert [one.problem.id() for one in found] == ["unused-variable", "unknown-rule"]
    assert render(found[1]) == (
        "warning[unknown-rule]: LintWarning\n"
        " --> /nowhere/main.k:1:9\n"
        "  |\n"
        "1 | _a = 1  # kclpy: ignore[unused-varable]\n"
        "  |         ^ there is no rule called 'unused-varable'\n"
        "  |\n"
        "note: did you mean 'unused-variable'?\n"
        "\n"
    )


def test_a_comment_is_in_vain_only_for_rules_that_looked() -> None:
    text = "_a = 1  # kclpy: ignore[missing-doc]\nb = _a\n"
    assert _found(text, "unused-ignore") == []
    assert _found(text, "unused-ignore", "missing-doc") == ["unused-ignore"]
