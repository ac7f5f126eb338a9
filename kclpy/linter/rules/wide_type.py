"""Attributes and parameters that are declared to be anything."""

from __future__ import annotations

from kclpy.diagnostics import Diagnostic
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker


class WideType(LintProblem):
    """An attribute, parameter or result is declared ``any``, so that nothing is checked.

    ```kcl
    schema App:
        replicas: any
    ```

    Name what is allowed: a type, a union of types, a schema.
    """

    template = "the type 'any' switches checking off"


def _check(subject: Subject) -> list[Diagnostic]:
    types = _Types(subject)
    types.visit_all(subject.module.body)
    return types.found


class _Types(Walker):
    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.found: list[Diagnostic] = []

    def visit_BasicType(self, node: nodes.BasicType) -> None:
        if node.name == "any":
            self.found.append(self.subject.found(WideType(), node))


RULE = Rule(WideType, Group.STYLE, _check, is_default=False)
