"""Imports that a file repeats; semantics finds them, here the same import again is removed."""

from __future__ import annotations

from kclpy.diagnostics import Diagnostic, Fix
from kclpy.diagnostics.warnings import RepeatedImport
from kclpy.linter.removal import removal
from kclpy.linter.rule import Group, Rule, Subject
from kclpy.syntax import nodes


def _fix(subject: Subject, diagnostic: Diagnostic) -> Fix | None:
    """Remove the statement if an earlier one binds the same name to the same package."""
    statement = subject.import_at(diagnostic.labels[0].span)
    if statement is None:
        return None
    earlier = [one for one in subject.imports if one.start < statement.start]
    if _bound(statement) not in {_bound(one) for one in earlier}:
        return None
    edit = removal(subject, statement)
    return None if edit is None else Fix("remove the repeated import", (edit,))


def _bound(statement: nodes.ImportStmt) -> tuple[str, str]:
    return statement.bound_name, statement.path


RULE = Rule(RepeatedImport, Group.IMPORTS, fix=_fix, has_fix=True)
