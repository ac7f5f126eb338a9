"""Rendering follows the reference, 05 section 2, to the byte."""

from __future__ import annotations

import pytest

from kclpy.diagnostics import Advice, Diagnostic, Label, Problem
from kclpy.diagnostics.render import render
from kclpy.source import SourceFile, Span


class Mismatch(Problem, code="E2G22", kind="TypeError"):
    """A problem of tests."""

    text: str
    template = "{text}"


class Failed(Mismatch, code="", kind="EvaluationError"):
    """A problem without a code."""


class Noted(Mismatch):
    """A problem with a note."""

    @property
    def note(self) -> str:
        return "a note"


class Plain(Mismatch, code="", kind=""):
    """A problem that is its text alone."""


def at(text: str, offset: int, message: str, line_only: bool = False) -> Label:
    return Label(Span(SourceFile("main.k", text), offset, offset + 1), message, line_only)


def test_coloured_form() -> None:
    problem = Mismatch("expected int, got str(s)")
    diagnostic = Diagnostic(problem, (at('a: int = "s"', 0, problem.message),))
    assert render(diagnostic, colour=True) == (
        "error[E2G22]: TypeError\n"
        " \x1b[1;38;5;12m-->\x1b[0m main.k:1:1\n"
        "\x1b[1;38;5;12m  |\x1b[0m\n"
        '\x1b[1;38;5;12m1 |\x1b[0m a: int = "s"\n'
        "\x1b[1;38;5;12m  |\x1b[0m\x1b[1;38;5;9m ^\x1b[0m "
        "\x1b[1;38;5;9mexpected int, got str(s)\x1b[0m\n"
        "\x1b[1;38;5;12m  |\x1b[0m\n"
        "\n"
    )


def test_margin_is_as_wide_as_the_line_number() -> None:
    text = "\n" * 11 + "x = y"
    diagnostic = Diagnostic(Mismatch("m"), (at(text, 15, "m"),))
    assert render(diagnostic) == (
        "error[E2G22]: TypeError\n  --> main.k:12:5\n   |\n12 | x = y\n   |     ^ m\n   |\n\n"
    )


def test_without_column_there_is_no_caret() -> None:
    diagnostic = Diagnostic(Failed("m"), (at("a = 1", 4, "m", line_only=True),))
    assert render(diagnostic) == (
        "EvaluationError\n --> main.k:1:1\n  |\n1 | a = 1\n  |  m\n  |\n\n"
    )


def test_empty_message_leaves_one_blank() -> None:
    diagnostic = Diagnostic(Failed(""), (at("assert False", 0, "", line_only=True),))
    assert render(diagnostic).splitlines()[4] == "  | "


def test_message_of_several_lines_is_printed_as_it_is() -> None:
    diagnostic = Diagnostic(Failed("a\nb"), (at("x", 0, "a\nb", line_only=True),))
    assert render(diagnostic).splitlines()[4:7] == ["  |  a", "b", "  |"]


@pytest.mark.parametrize(
    ("source", "offset", "caret"),
    [
        ('x = "日本" + nope', 11, 13),  # wide characters take two cells
        ("\tb = 2", 1, 0),  # a tab takes none
        ('x = "e\u0301" + y', 11, 10),  # nor does a combining accent
        ("x = (", 5, 4),  # beyond the line: below its last character
        ("", 0, 0),
    ],
)
def test_caret_counts_cells(source: str, offset: int, caret: int) -> None:
    text = render(Diagnostic(Mismatch("m"), (at(source, offset, "m"),)))
    assert text.splitlines()[4] == "  | " + " " * caret + "^ m"


def test_labels_and_note_follow_each_other() -> None:
    labels = (at("a\nb", 2, "first"), at("a\nb", 0, "second"))
    assert render(Diagnostic(Noted("first"), labels)) == (
        "error[E2G22]: TypeError\n"
        " --> main.k:2:1\n  |\n2 | b\n  | ^ first\n  |\n\n"
        " --> main.k:1:1\n  |\n1 | a\n  | ^ second\n  |\nnote: a note\n\n"
    )


def test_diagnostics_are_two_lines_apart_and_suggestions_come_once() -> None:
    several = [Diagnostic(Plain(text), suggestions=("try this",)) for text in "ab"]
    assert render(several) == "a\n\n\nsuggestion: try this\n\n\nb\n\n"


def test_label_without_place_is_its_message() -> None:
    labels = (at("a", -1, "nowhere"), at("a", 0, "here"))
    assert render(Diagnostic(Mismatch("nowhere"), labels)).splitlines()[:4] == [
        "error[E2G22]: TypeError",
        "nowhere",
        "",
        " --> main.k:1:1",
    ]


def test_end_of_a_line_from_another_system_is_not_shown() -> None:
    assert render(Diagnostic(Mismatch("m"), (at("a\r\nb", 0, "m"),))).splitlines()[3] == "1 | a"


def test_advice_stands_below() -> None:
    advice = Advice(
        path="a.b[0]",
        related=(at("a\nb", 2, "like this"),),
        notes=("one\ntwo",),
        help=("do that",),
    )
    diagnostic = Diagnostic(Noted("m"), (at("a", 0, "m"),), advice=advice)
    assert render(diagnostic, with_advice=True) == (
        "error[E2G22]: TypeError\n --> main.k:1:1\n  |\n1 | a\n  | ^ m\n  |\nnote: a note\n"
        "  = path: a.b[0]\n  = note: one\n          two\n\n"
        " --> main.k:2:1\n  |\n2 | b\n  | ^ like this\n  |\n  = help: do that\n\n"
    )
    assert "=" not in render(diagnostic)


def test_advice_makes_no_difference() -> None:
    plain = Diagnostic(Mismatch("m"))
    assert plain.advised(Advice(path="a")) == plain
