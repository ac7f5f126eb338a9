"""Private variables and variables of lambdas that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kclpy.diagnostics import Diagnostic, Edit
from kclpy.linter.removal import has_effects, removal
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.semantics.symbols import LocalSymbol, Symbol
from kclpy.syntax import nodes


class UnusedVariable(LintProblem):
    """A private variable, or a variable of a lambda, is given a value that nothing reads.

    ```kcl
    _domain = "example.com"
    host = "shop.example.org"
    ```

    Use it or remove it. What tests, other files of the package or stacks around it mention
    counts as read; so do the instances in a program that asks a schema for them, and the result
    of a lambda. Variables of a program whose files lie in several directories are not looked at:
    other programs may share a file. Private variables are still output with ``--show_hidden``.
    """

    name: str
    template = "variable '{name}' is never read"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    if subject.view.is_in_one_directory:
        yield from _globals(subject)
    for node in subject.each(nodes.LambdaExpr):
        yield from _locals(subject, node)


def _globals(subject: Subject) -> Iterator[Diagnostic]:
    own = set(subject.module.body)
    for name, symbol in subject.assigned.items():
        if subject.view.asks_for_instances and any(map(_has_effects, symbol.setters)):
            continue
        if name in subject.view.unread_globals and symbol.setters[0] in own:
            target = next(_targets(symbol.setters[:1], name), None)
            if target is not None:
                edits = () if name in subject.reads.keys else _removals(subject, symbol.setters)
                yield _found(subject, target, edits)


def _has_effects(statement: nodes.Stmt) -> bool:
    if not isinstance(statement, nodes.AssignStmt):
        return True
    annotation = statement.annotation
    return has_effects(statement.value) or (annotation is not None and has_effects(annotation))


def _targets(statements: Sequence[nodes.Stmt], name: str = "") -> Iterator[nodes.Name]:
    """Yield the names that statements assign, the parts of ``if`` included."""
    waiting = list(reversed(statements))
    while waiting:
        statement = waiting.pop()
        targets: list[nodes.Expr] = []
        if isinstance(statement, nodes.AssignStmt):
            targets = statement.targets
        elif isinstance(statement, (nodes.AugAssignStmt, nodes.UnificationStmt)):
            targets = [statement.target]
        elif isinstance(statement, nodes.IfStmt):
            waiting += reversed((*statement.body, *statement.orelse))
        for target in targets:
            root = nodes.root_name(target)
            if root is not None and name in ("", root.id):
                yield root


def _removals(subject: Subject, statements: Sequence[nodes.Stmt]) -> Sequence[Edit]:
    """Return the edits that remove all assignments, none if one of them does more."""
    own = set(subject.module.body)
    edits: list[Edit] = []
    for statement in statements:
        edit = _removal(subject, statement) if statement in own else None
        if edit is None:
            return ()
        edits.append(edit)
    return edits


def _removal(subject: Subject, statement: nodes.Stmt) -> Edit | None:
    if not isinstance(statement, nodes.AssignStmt) or len(statement.targets) != 1:
        return None
    return None if _has_effects(statement) else removal(subject, statement)


def _found(subject: Subject, target: nodes.Name, edits: Sequence[Edit]) -> Diagnostic:
    name = target.id
    return subject.found(
        UnusedVariable(name), target, *edits, title=f"remove the variable '{name}'"
    )


def _locals(subject: Subject, node: nodes.LambdaExpr) -> Iterator[Diagnostic]:
    """Yield the variables of a lambda that nothing reads, each once."""
    symbol_of = subject.model.symbol_of
    spared: set[Symbol | None] = {symbol_of.get(param.name) for param in node.params}
    spared |= {symbol_of.get(target) for target in _targets(node.body[-1:])}
    for statement in node.body[:-1]:
        for target in _targets([statement]):
            symbol = symbol_of.get(target)
            if target.id == "_" or symbol in spared or not isinstance(symbol, LocalSymbol):
                continue
            if not subject.reads.has(symbol):
                spared.add(symbol)
                yield _found(subject, target, _local_removals(subject, statement, symbol))


def _local_removals(subject: Subject, statement: nodes.Stmt, symbol: LocalSymbol) -> Sequence[Edit]:
    """Return the edit that removes the only assignment of ``symbol``."""
    if symbol.origin is not statement or symbol.name in subject.reads.keys:
        return ()
    edit = _removal(subject, statement)
    return () if edit is None else (edit,)


RULE = Rule(UnusedVariable, Group.UNUSED, _check, has_fix=True)
