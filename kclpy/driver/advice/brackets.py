"""Where the bracket was opened that is not closed where it should be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.syntax import ExpectedToken, WrongClosingBracket
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.lexer import lex
from kclpy.syntax.tokens import OPENERS


def opened(diagnostic: Diagnostic, modules: Mapping[str, nodes.Module]) -> tuple[Label, ...]:
    """Return the place of the bracket that a mistake is about, if it is about one.

    ``modules`` are all modules read, by file path.
    """
    problem = diagnostic.problem
    if not diagnostic.labels:
        return ()
    span = diagnostic.labels[0].span
    if isinstance(problem, ExpectedToken) and set(problem.expected) <= set(OPENERS.values()):
        closers = problem.expected
    elif isinstance(problem, WrongClosingBracket):
        closers = tuple(OPENERS.values())
    else:
        return ()
    module = modules.get(span.file.path)
    begin = 0 if module is None or module.file is not span.file else _first_damaged(module)
    place = _open_at(span, closers, begin)
    return () if place is None else (Label(place, "the bracket is opened here"),)


def _first_damaged(module: nodes.Module) -> int:
    """Return where the first statement begins that is damaged; brackets before it are closed."""
    if not module.damage:
        return 0
    first = min(one.start for one in module.damage)
    index = bisect_right(module.body, first, key=lambda one: one.start) - 1
    return module.body[index].start if index >= 0 else 0


def _open_at(span: Span, closers: tuple[str, ...], begin: int) -> Span | None:
    """Return the innermost bracket open at ``span`` that one of ``closers`` closes.

    No bracket is open at ``begin``, where a line begins.
    """
    file = span.file
    text = file.text
    waiting: list[int] = []
    line_end = text.find("\n", span.start) + 1
    for _, written, start, end in lex(file, begin, line_end or None).tokens:
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
