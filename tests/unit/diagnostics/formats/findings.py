"""Diagnostics to be written in all forms."""

from __future__ import annotations

from pathlib import Path

from kclpy.diagnostics import Advice, Diagnostic, Edit, Fix, Label, Problem
from kclpy.diagnostics.formats import Findings
from kclpy.source import SourceFile


class WrongThing(Problem, code="E2G22", kind="TypeError"):
    """A thing is wrong.

    Mend it.
    """

    text: str
    template = "{text}"


class UnusedThing(WrongThing, code="W1001", kind="CompilerWarning"):
    """A thing is of no use."""


class Failed(WrongThing, code="", kind="EvaluationError"):
    """The evaluation failed."""


class Placeless(WrongThing, code="", kind=""):
    """Something is missing, nobody knows where."""


def findings(home: Path) -> Findings:
    """Return one diagnostic of each kind; the files are below ``home``."""
    main = SourceFile(str(home / "main.k"), 'a: int = "s"\nb = {\n  x = 1\n}\nassert False\n')
    other = SourceFile(str(home / "sub dir" / "é,x.k"), "c = 1\n")
    far = SourceFile(str(home.parent / "far.k"), "d = 1\n")
    text = "expected int: 100%,\ngot str"
    full = Diagnostic(
        WrongThing(text),
        (Label(main.span(0, 1), text), Label(far.span(0, 1), "it is declared here")),
        advice=Advice(
            path="a.b[0]",
            related=(Label(other.span(0, 1), "like this"),),
            notes=("a fact",),
            help=("write 1",),
            fixes=(Fix("write 1", (Edit(main.span(9, 12), "1"),)),),
        ),
    )
    several_lines = Diagnostic(UnusedThing("unused"), (Label(main.span(17, 28), "unused"),))
    line_only = Diagnostic(Failed(""), (Label(main.span(29, 29), "", line_only=True),))
    nowhere = Diagnostic(Placeless("no files"), suggestions=("try this",))
    diagnostics = (full, several_lines, line_only, nowhere)
    files = (main.path, other.path, str(home / "fine.k"))
    return Findings(diagnostics, files, workdir=str(home))


ODD_TEXTS = (
    "",
    "a\x00b\x1b[31mc\x7f\x85\u2028",
    "lone \ud800 surrogate, \ufffe no character",
    "日本語, é, 😀",
    "two\nlines\r\nand\ta tab",
    "]]> <![CDATA[ &amp; \"quoted\" '${a}' `b` \\",
    "long " * 2000,
)


def odd_findings(home: Path, *, are_warnings_failures: bool = False) -> Findings:
    """Return diagnostics with texts, places and files that are hard to write."""
    file = SourceFile(str(home / "sub dir" / "日本 & <é>.k"), "x = '\x00'\r\n" + "y = 1\n" * 3)
    found: list[Diagnostic] = []
    for text in ODD_TEXTS:
        labels = (Label(file.span(5, 6), text), Label(file.span(10, 16), text))
        found += [
            Diagnostic(UnusedThing(text), labels),
            Diagnostic(WrongThing(text), labels, advice=Advice(path=text, notes=(text,))),
            Diagnostic(Failed(text), (Label(file.span(5, 5), text, line_only=True),)),
            Diagnostic(Placeless(text), suggestions=(text,)),
        ]
    files = (file.path, str(home / "fine.k"))
    return Findings(found, files, str(home), are_warnings_failures=are_warnings_failures)
