"""Where the bracket was opened that is not closed where it should be."""

from __future__ import annotations

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.syntax import ExpectedToken, WrongClosingBracket
from kclpy.source import Span
from kclpy.syntax.lexer import lex
from kclpy.syntax.tokens import OPENERS


def opened(diagnostic: Diagnostic) -> tuple[Label, ...]:
    """Return the place of the bracket that a mistake is about, if it is about one."""
    problem = diagnostic.problem
    if not diagnostic.labels:
        return ()
    span = diagnostic.labels[0].span
    if isinstance(problem, ExpectedToken) and set(problem.expected) <= set(OPENERS.values()):
        place = _open_at(span, problem.expected)
    elif isinstance(problem, WrongClosingBracket):
        place = _open_at(span, tuple(OPENERS.values()))
    else:
        return ()
    return () if place is None else (Label(place, "the bracket is opened here"),)


def _open_at(span: Span, closers: tuple[str, ...]) -> Span | None:
    """Return the innermost bracket open at ``span`` that one of ``closers`` closes."""
    file = span.file
    text = file.text
    waiting: list[int] = []
    for _, written, start, end in lex(file).tokens:
        if start > span.start:
            break
        if written in OPENERS and text[start:end] == written:
            waiting.append(start)
        elif start == span.start:
            break  # the closer that is blamed closes nothing
        elif waiting and written in OPENERS.values() and text[start:end] == written:
            waiting.pop()
    for start in reversed(waiting):
        if OPENERS[text[start]] in closers:
            return file.span(start, start + 1)
    return None
