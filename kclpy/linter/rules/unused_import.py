"""Imports of which a file uses nothing; semantics finds them, here they are removed."""

from __future__ import annotations

from kclpy.diagnostics import Diagnostic, Fix
from kclpy.diagnostics.warnings import UnusedImport
from kclpy.linter.removal import removal
from kclpy.linter.rule import Group, Rule, Subject


def _fix(subject: Subject, diagnostic: Diagnostic) -> Fix | None:
    """Remove the statement, unless its name stands somewhere without a member behind it."""
    statement = subject.import_at(diagnostic.labels[0].span)
    problem = diagnostic.problem
    if statement is None or not isinstance(problem, UnusedImport):
        return None
    if problem.name in subject.mentioned_imports:
        return None
    edit = removal(subject, statement)
    return None if edit is None else Fix(f"remove the import of '{problem.name}'", (edit,))


RULE = Rule(UnusedImport, Group.IMPORTS, fix=_fix, has_fix=True)
