"""Private variables that several files of a directory assign."""

from __future__ import annotations

import os
from collections.abc import Iterator

from kclpy.diagnostics import Advice, Diagnostic, Label
from kclpy.linter.rule import Group, LintProblem, Rule, Subject, is_private
from kclpy.syntax import nodes


class ReassignedAcrossFiles(LintProblem):
    """Two files of a directory assign the same private variable.

    Files of a package share their variables, and come in the order of their names: in a package
    with ``a.k`` that says ``_image = "shop:1"`` and ``b.k`` that says ``_image = "shop:2"`` the
    second value wins, as long as nobody renames a file. Give them different names, or keep the
    variable in one file. Files of different directories may take turns: a stack that changes
    what a base says is listed after it on purpose.
    """

    name: str
    template = "variable '{name}' is assigned in another file, too; the name of the file decides"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    home = os.path.dirname(subject.file.path)
    for name, symbol in subject.assigned.items():
        if not is_private(name):
            continue
        earlier: nodes.Stmt | None = None
        for statement in symbol.setters:
            if not isinstance(statement, nodes.AssignStmt):
                continue
            module = subject.view.module_of[statement]
            if module is not subject.module:
                if os.path.dirname(module.file.path) == home:
                    earlier = statement
            elif earlier is not None:
                yield _found(subject, name, statement, earlier)
                break


def _found(
    subject: Subject, name: str, statement: nodes.AssignStmt, earlier: nodes.Stmt
) -> Diagnostic:
    file = subject.view.module_of[earlier].file
    label = Label(file.span(earlier.start, earlier.end), "it is assigned here")
    found = subject.found(ReassignedAcrossFiles(name), statement.targets[0])
    return found.advised(Advice(related=(label,)))


RULE = Rule(ReassignedAcrossFiles, Group.MISTAKES, _check)
