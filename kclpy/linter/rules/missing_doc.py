"""Schemas that others may use and that say nothing about themselves."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes


class MissingDoc(LintProblem):
    """A schema, mixin, protocol or rule that others may use has no documentation.

    ```kcl
    schema App:
        name: str
    ```

    Say in a docstring what it is for; editors and generated documentation show it. Names that
    start with ``_`` need none.
    """

    kind_of: str
    name: str
    template = "{kind_of} '{name}' has no documentation"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for statement in subject.module.body:
        if isinstance(statement, (nodes.SchemaStmt, nodes.RuleStmt)):
            if statement.docstring is None and not statement.name.id.startswith("_"):
                kind = statement.kind if isinstance(statement, nodes.SchemaStmt) else "rule"
                yield subject.found(MissingDoc(kind, statement.name.id), statement.name)


RULE = Rule(MissingDoc, Group.STYLE, _check, is_default=False)
