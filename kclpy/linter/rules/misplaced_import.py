"""Imports below other statements; semantics finds them, here they move up."""

from __future__ import annotations

from kclpy.diagnostics import Diagnostic, Fix
from kclpy.diagnostics.warnings import MisplacedImport
from kclpy.linter.removal import removal
from kclpy.linter.rule import Group, Rule, Subject
from kclpy.syntax import nodes


def _fix(subject: Subject, diagnostic: Diagnostic) -> Fix | None:
    """Move the statement below the imports at the top, or above the first statement."""
    statement = subject.import_at(diagnostic.labels[0].span)
    edit = None if statement is None else removal(subject, statement)
    if statement is None or edit is None:
        return None
    text = subject.file.text
    place = _place(subject)
    newline = "\r\n" if "\r\n" in text else "\n"
    moved = f"{subject.text(statement)}{newline}"
    if place and not text[:place].endswith("\n"):
        return None
    return Fix("move the import to the top", (subject.edit(place, place, moved), edit))


def _place(subject: Subject) -> int:
    """Return the start of the line that the import comes to stand on."""
    last: nodes.Node | None = subject.module.docstring
    for statement in subject.module.body:
        if not isinstance(statement, nodes.ImportStmt):
            break
        last = statement
    if last is None:
        return subject.trivia.line_start(subject.module.body[0].start)
    newline = subject.file.text.find("\n", last.end)
    return len(subject.file.text) if newline < 0 else newline + 1


RULE = Rule(MisplacedImport, Group.IMPORTS, fix=_fix, has_fix=True)
