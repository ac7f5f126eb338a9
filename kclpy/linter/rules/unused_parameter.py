"""Parameters of lambdas and schemas that the body does not read."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic
from kclpy.linter.parameters import Function, unread_parameters
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes


class UnusedParameter(LintProblem):
    """A lambda or schema takes an argument that its body does not read.

    ```kcl
    labels = lambda name: str, team: str -> {str:str} {
        {"app.kubernetes.io/name" = name}
    }
    ```

    Use it, remove it, or start its name with ``_`` where callers pass it anyhow.
    """

    name: str
    template = "parameter '{name}' is never read"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    functions: list[Function] = [*subject.each(nodes.LambdaExpr)]
    functions += subject.each(nodes.SchemaStmt)
    for node in functions:
        for name in unread_parameters(subject, node):
            if not name.id.startswith("_"):
                yield subject.found(UnusedParameter(name.id), name)


RULE = Rule(UnusedParameter, Group.UNUSED, _check, is_default=False)
