"""Imports below other statements; semantics finds them, here they move up."""

from __future__ import annotations

from kclpy.diagnostics import Diagnostic, Fix
from kclpy.diagnostics.warnings import MisplacedImport
from kclpy.linter.removal import removal
from kclpy.linter.rule import Group, Rule, Subject
from kclpy.syntax.imports import import_edit


def _fix(subject: Subject, diagnostic: Diagnostic) -> Fix | None:
    """Move the statement to where a new one would stand."""
    statement = subject.import_at(diagnostic.labels[0].span)
    edit = None if statement is None else removal(subject, statement)
    if statement is None or edit is None:
        return None
    added = import_edit(subject.module, subject.text(statement))
    return Fix("move the import to the top", (added, edit))


RULE = Rule(MisplacedImport, Group.IMPORTS, fix=_fix, has_fix=True)
