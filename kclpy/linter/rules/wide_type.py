"""Attributes and parameters that are declared to be anything."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes


class WideType(LintProblem):
    """An attribute, parameter or result is declared ``any``, so that nothing is checked.

    ```kcl
    schema App:
        replicas: any
    ```

    Name what is allowed: a type, a union of types, a schema.
    """

    template = "the type 'any' switches checking off"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for node in subject.each(nodes.BasicType):
        if node.name == "any":
            yield subject.found(WideType(), node)


RULE = Rule(WideType, Group.STYLE, _check, is_default=False)
