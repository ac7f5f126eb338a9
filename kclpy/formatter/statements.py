"""Printing of statements, and of the blank lines between them."""

from __future__ import annotations

from collections.abc import Sequence

from kclpy.formatter.containers import Containers
from kclpy.formatter.output import INDENT
from kclpy.syntax import nodes


class Statements(Containers):
    """Printers of the section "Statements" of the nodes.

    ``statement_texts`` tells of each statement at top level where it was and what became of it.
    """

    def __init__(
        self, module: nodes.Module, kept: Sequence[nodes.Stmt] = (), indent: str = INDENT
    ) -> None:
        super().__init__(module, kept, indent)
        self.statement_texts: list[tuple[int, int, str]] = []

    def statements(self, body: Sequence[nodes.Node]) -> None:
        """Print ``body`` in lines, with one blank line where there are any."""
        previous: nodes.Node | None = None
        index = 0
        while index < len(body):
            statement = body[index]
            if previous is not None:
                self._gap(previous, statement)
            printed = self.printed
            self.remarks_before(statement.start)
            is_after_remark = self.printed > printed
            mark, printed = self.out.mark(), self.printed
            count = self.keep(body, index)
            if not count:
                self.visit(statement)
                self.end_line(statement.end)
                count = 1
            if not is_after_remark and self.printed > printed and previous is not None:
                self._close_up(previous, statement, mark, self.trivia.comments[printed])
            index += count
            previous = body[index - 1]
            if not self.out.depth:
                self._note(statement.start, previous.end, mark, printed)

    def _gap(self, previous: nodes.Node, statement: nodes.Node) -> None:
        """Leave the line between two statements empty that the author or the style asks for."""
        if isinstance(previous, nodes.ImportStmt) and not isinstance(statement, nodes.ImportStmt):
            self.out.blank_line()
        elif not _is_closed(previous):
            self.keep_blank_line(previous.end, statement.start)

    def _close_up(
        self, previous: nodes.Node, statement: nodes.Node, mark: int, comment: nodes.Comment
    ) -> None:
        """Take the author's empty line back if ``comment`` ends the first line after it.

        It is the author's line or the one that begins at ``mark``. So it is in the official style.
        """
        if isinstance(previous, nodes.ImportStmt) or _is_closed(previous):
            return
        is_in_line = "\n" not in self.source[statement.start : comment.start]
        if is_in_line or self.out.first_line(mark).endswith(comment.text):
            self.out.close_up(mark)

    def _note(self, start: int, end: int, mark: int, printed: int) -> None:
        """Remember what became of ``source[start:end]`` at top level, its comments included."""
        if self.printed > printed:
            end = max(end, self.trivia.comments[self.printed - 1].end)
        self.statement_texts.append((start, end, self.out.since(mark).strip("\n")))

    def visit_ExprStmt(self, node: nodes.ExprStmt) -> None:
        self.visit(node.value)

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> None:
        first, *others = node.targets
        self.visit(first)
        self.optional(": ", node.annotation)
        for target in others:
            self.optional(" = ", target)
        self.optional(" = ", node.value)

    def visit_AugAssignStmt(self, node: nodes.AugAssignStmt) -> None:
        self.visit(node.target)
        self.optional(f" {node.op} ", node.value)

    def visit_UnificationStmt(self, node: nodes.UnificationStmt) -> None:
        self.visit(node.target)
        self.optional(": ", node.value)

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> None:
        self.visit(node.name)
        end = (
            self.source.rindex(")", node.name.end, node.config.start) + 1 if node.has_parens else 0
        )
        if node.args or node.keywords or self.trivia.has_comment(node.name.end, end):
            self.arguments(node.name.end, node.args, node.keywords, end)
        self.optional(" ", node.config)

    def visit_AssertStmt(self, node: nodes.AssertStmt) -> None:
        self.write("assert ")
        self.visit_CheckExpr(node)

    def visit_CheckExpr(self, node: nodes.CheckExpr | nodes.AssertStmt) -> None:
        self.visit(node.test)
        self.optional(" if ", node.condition)
        self.optional(", ", node.message)

    def visit_IfStmt(self, node: nodes.IfStmt) -> None:
        if not self.conditional(node):
            self.out.blank_line()

    def visit_ImportStmt(self, node: nodes.ImportStmt) -> None:
        self.write(f"import {node.path}")
        self.optional(" as ", node.alias)

    def visit_TypeAliasStmt(self, node: nodes.TypeAliasStmt) -> None:
        self.write("type ")
        self.visit(node.name)
        self.optional(" = ", node.type)

    def visit_ErrorStmt(self, node: nodes.ErrorStmt) -> None:
        """Print nothing: a text with mistakes is not printed at all."""


def _is_closed(statement: nodes.Node) -> bool:
    """Tell whether no blank lines are kept behind ``statement``, but those it asks for itself."""
    if isinstance(statement, nodes.SchemaAttr):
        return bool(statement.decorators) or statement.is_optional
    closed = nodes.IfStmt | nodes.SchemaStmt | nodes.RuleStmt | nodes.UnificationStmt
    return isinstance(statement, closed)
