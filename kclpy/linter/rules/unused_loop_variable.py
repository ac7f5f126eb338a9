"""Loop variables that nothing in the loop reads."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes


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
    is_taken = _is_underscore_read(subject)
    loops: list[nodes.CompClause | nodes.QuantExpr] = [*subject.each(nodes.CompClause)]
    loops += subject.each(nodes.QuantExpr)
    for loop in loops:
        unread = list(_unread(subject, loop))
        for name in unread:
            problem = UnusedLoopVariable(name.id)
            if is_taken or name is not unread[0]:
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


def _is_underscore_read(subject: Subject) -> bool:
    """Tell whether anything in the file reads a variable called ``_``."""
    symbols = (subject.model.symbol_of.get(n) for n in subject.each(nodes.Name) if n.id == "_")
    return any(symbol is not None and subject.reads.has(symbol) for symbol in symbols)


RULE = Rule(UnusedLoopVariable, Group.UNUSED, _check, has_fix=True)
