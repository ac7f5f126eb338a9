"""Parameters of lambdas, schemas and rules that the body does not read."""

from __future__ import annotations

from kclpy.diagnostics import Diagnostic
from kclpy.linter.parameters import unread_parameters
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker


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


def _check(subject: Subject) -> list[Diagnostic]:
    functions = _Functions(subject)
    functions.visit_all(subject.module.body)
    return functions.found


class _Functions(Walker):
    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.found: list[Diagnostic] = []

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> None:
        self._look_at(node)

    def visit_SchemaStmt(self, node: nodes.SchemaStmt) -> None:
        self._look_at(node)

    def visit_RuleStmt(self, node: nodes.RuleStmt) -> None:
        self._look_at(node)

    def _look_at(self, node: nodes.LambdaExpr | nodes.SchemaStmt | nodes.RuleStmt) -> None:
        for name in unread_parameters(self.subject, node):
            if not name.id.startswith("_"):
                self.found.append(self.subject.found(UnusedParameter(name.id), name))
        self.descend(node)


RULE = Rule(UnusedParameter, Group.UNUSED, _check, is_default=False)
