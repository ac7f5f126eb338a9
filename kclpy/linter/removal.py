"""Edits that take a statement away without touching the comments around it."""

from __future__ import annotations

from kclpy.diagnostics import Edit
from kclpy.linter.rule import Subject
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker


def removal(subject: Subject, statement: nodes.Stmt) -> Edit | None:
    """Return the edit that removes ``statement`` with its lines, None if that is not clean.

    A comment behind it stays, on a line of its own. A statement with comments inside, or with
    another one on its lines, is not removed.
    """
    text, trivia = subject.file.text, subject.trivia
    start = trivia.line_start(statement.start)
    if text[start : statement.start].strip() or trivia.has_comment(statement.start, statement.end):
        return None
    newline = text.find("\n", statement.end)
    end = len(text) if newline < 0 else newline
    rest = text[statement.end : end].strip()
    if rest.startswith("#"):
        return subject.edit(statement.start, text.index("#", statement.end))
    if rest:
        return None
    return subject.edit(start, _past_blank_lines(text, start, min(end + 1, len(text))))


def _past_blank_lines(text: str, start: int, end: int) -> int:
    """Return where the text goes on after a gap that the line before ``start`` makes already."""
    if start and text[text.rfind("\n", 0, start - 1) + 1 : start].strip():
        return end
    while (newline := text.find("\n", end)) >= 0 and not text[end:newline].strip():
        end = newline + 1
    return end


def has_effects(expr: nodes.Expr | nodes.TypeExpr) -> bool:
    """Tell whether evaluating ``expr`` may be noticed: it calls something or makes an instance."""
    effects = _Effects()
    effects.visit(expr)
    return effects.are_possible


class _Effects(Walker):
    def __init__(self) -> None:
        self.are_possible = False

    def visit_CallExpr(self, node: nodes.CallExpr) -> None:
        self.are_possible = True

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> None:
        self.are_possible = True

    def visit_NamedType(self, node: nodes.NamedType) -> None:
        self.are_possible = True  # a dict becomes an instance

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> None:
        """The body runs when it is called."""
