"""Loop variables that nothing in the loop reads."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker


class UnusedLoopVariable(LintProblem):
    """A comprehension or quantifier binds a variable that nothing in it reads.

    ```kcl
    pods = [{name = "shop"} for number in range(3)]
    ```

    Call it ``_`` to say that it is not needed; names that start with ``_`` are not reported.
    """

    name: str
    template = "loop variable '{name}' is never read"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    loops = _Loops(subject)
    loops.visit_all(subject.module.body)
    for loop in loops.all:
        unread = list(_unread(subject, loop))
        for name in unread:
            problem = UnusedLoopVariable(name.id)
            if loops.has_wildcard or name is not unread[0]:
                yield subject.found(problem, name)
            else:
                edit = subject.edit(name.start, name.end, "_")
                yield subject.found(problem, name, edit, title="call it '_'")


def _unread(subject: Subject, loop: nodes.CompClause | nodes.QuantExpr) -> Iterator[nodes.Name]:
    """Yield the variables of a loop that are not read, as far as their names do not say so."""
    for variable in loop.variables:
        if isinstance(variable, nodes.Name) and not variable.id.startswith("_"):
            symbol = subject.model.symbol_of.get(variable)
            if symbol is not None and not subject.reads.has(symbol):
                yield variable


class _Loops(Walker):
    """Collects the loops of a file, and whether anything reads a name ``_``."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.all: list[nodes.CompClause | nodes.QuantExpr] = []
        self.has_wildcard = False

    def visit_CompClause(self, node: nodes.CompClause) -> None:
        self.all.append(node)
        self.descend(node)

    def visit_QuantExpr(self, node: nodes.QuantExpr) -> None:
        self.all.append(node)
        self.descend(node)

    def visit_Name(self, node: nodes.Name) -> None:
        symbol = self.subject.model.symbol_of.get(node) if node.id == "_" else None
        if symbol is not None and self.subject.reads.has(symbol):
            self.has_wildcard = True


RULE = Rule(UnusedLoopVariable, Group.UNUSED, _check, has_fix=True)
