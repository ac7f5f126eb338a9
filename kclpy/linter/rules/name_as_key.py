"""Keys that are the name of a variable which is not read: its value was meant."""

from __future__ import annotations

from collections.abc import Iterable

from kclpy.diagnostics import Diagnostic
from kclpy.linter.parameters import Function, unread_parameters
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker


class NameAsKey(LintProblem):
    """A key has the name of a variable that is never read: its value was meant.

    ```kcl
    labels = lambda key: str, value: str -> {str:str} {
        {key = value}
    }
    team = labels("example.com/team", "store")
    ```

    A name as a key stands for itself, here for the text ``key``. Write ``"${key}"`` for the
    value of the variable, or ``"key"`` if the text is meant. Only the single key of a dict is
    looked at.
    """

    name: str
    template = "the key is the text '{name}', and the variable '{name}' is never read"


def _check(subject: Subject) -> list[Diagnostic]:
    unread = subject.view.unread_globals
    functions = [*subject.each(nodes.LambdaExpr), *subject.each(nodes.SchemaStmt)]
    if not unread and not functions:
        return []
    keys = _Keys(subject, unread)
    keys.visit_all(subject.module.body)
    return keys.found


class _Keys(Walker):
    """Walks with the names of the unread variables that can be seen."""

    def __init__(self, subject: Subject, names: Iterable[str]) -> None:
        self.subject = subject
        self.unread: dict[str, int] = dict.fromkeys(names, 1)  # how many of a name are around
        self.found: list[Diagnostic] = []

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> None:
        self._inside(node)

    def visit_SchemaStmt(self, node: nodes.SchemaStmt) -> None:
        self._inside(node)

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> None:
        """The keys of an instance are attributes."""
        if isinstance(node.config, nodes.ConfigExpr):
            self.visit_all(node.config.entries)
        self.visit_all(node.args)
        self.visit_all(node.keywords)

    def visit_ConfigExpr(self, node: nodes.ConfigExpr) -> None:
        keyed = [one for one in node.entries if not _is_unpacked(one)]
        if len(keyed) == 1 and isinstance(keyed[0], nodes.ConfigEntry):
            key = keyed[0].key
            if isinstance(key, nodes.Name) and self.unread.get(key.id):
                self._report(key)
        self.descend(node)

    def _inside(self, node: Function) -> None:
        names = [name.id for name in unread_parameters(self.subject, node)]
        for name in names:
            self.unread[name] = self.unread.get(name, 0) + 1
        self.descend(node)
        for name in names:
            self.unread[name] -= 1

    def _report(self, key: nodes.Name) -> None:
        edit = self.subject.edit(key.start, key.end, f'"${{{key.id}}}"')
        title = f"use the value of '{key.id}' as the key"
        self.found.append(self.subject.found(NameAsKey(key.id), key, edit, title=title))


def _is_unpacked(entry: nodes.Node) -> bool:
    return isinstance(entry, nodes.ConfigEntry) and entry.key is None


RULE = Rule(NameAsKey, Group.MISTAKES, _check, has_fix=True, is_fix_safe=False)
