"""Printing of a whole module."""

from __future__ import annotations

from kclpy.formatter.declarations import Declarations
from kclpy.syntax import nodes


class Printer(Declarations, covers=(nodes.Expr, nodes.TypeExpr, nodes.Stmt)):
    """Prints a module that has no mistakes; ``kept`` statements stay as they are.

    After `run` there is the ``text``.
    """

    text = ""

    def run(self) -> None:
        """Print the module."""
        module = self.module
        if module.docstring is not None:
            self.verbatim(module.docstring)
            self.end_line(module.docstring.end)
            self.out.blank_line()
        self.statements(module.body)
        self.last_remarks()
        self.text = self.out.text()
        if self._begins_with_string():
            self.text = f"\n{self.text}"

    def _begins_with_string(self) -> bool:
        """Tell whether the first line would be taken for the docstring, which it is not.

        A string behind an empty line is a statement (reference, 01 section 3).
        """
        module = self.module
        first = module.body[0] if module.body and module.docstring is None else None
        if not isinstance(first, nodes.ExprStmt):
            return False
        value = first.value
        is_string = isinstance(value, nodes.StringLit | nodes.JoinedString) and value.is_long
        return is_string and not self.trivia.has_comment(0, first.start)
