"""Attributes of an instance that are given the value which they have anyway."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic, Edit
from kclpy.linter.literals import same_literal
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker
from kclpy.types import SchemaDefinition, SchemaType


class RedundantDefault(LintProblem):
    """An instance gives an attribute the value that is its default.

    ```kcl
    schema App:
        name: str
        replicas: int = 1

    shop = App {
        name = "shop"
        replicas = 1
    }
    ```

    Leave it out, so that readers see what is special. Values that are united with others of the
    same name are not looked at: there it may undo what another file says.
    """

    name: str
    schema: str
    template = "'{name}' has this value in '{schema}' already"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    instances = _Instances(subject)
    instances.visit_all(subject.module.body)
    for node in instances.found:
        type_ = subject.types.type_of(node.name)
        if isinstance(type_, SchemaType) and isinstance(node.config, nodes.ConfigExpr):
            for entry in node.config.entries:
                if isinstance(entry, nodes.ConfigEntry) and isinstance(entry.key, nodes.Name):
                    yield from _redundant(subject, entry, entry.key, type_.definition)


def _redundant(
    subject: Subject, entry: nodes.ConfigEntry, key: nodes.Name, schema: SchemaDefinition
) -> Iterator[Diagnostic]:
    default = _default(subject, schema, key.id)
    if entry.op != "+=" and default is not None and same_literal(entry.value, default):
        edit = _removal(subject, entry)
        edits = () if edit is None else (edit,)
        problem = RedundantDefault(key.id, schema.name)
        yield subject.found(problem, key, *edits, title=f"leave out '{key.id}'")


def _default(subject: Subject, schema: SchemaDefinition, name: str) -> nodes.Expr | None:
    """Return the value that an attribute certainly has, None if that depends on more."""
    found: list[nodes.Stmt] = []
    for one in schema.chain():
        node = subject.view.schema_nodes.get(one)
        if not isinstance(node, nodes.SchemaStmt) or node.mixins or node.kind != "schema":
            return None
        setters = subject.view.setters(node)
        found += setters.get(name, ())
    valued = [one for one in found if not isinstance(one, nodes.SchemaAttr) or one.value]
    if len(valued) == 1 and isinstance(valued[0], nodes.SchemaAttr) and valued[0].op == "=":
        return valued[0].value
    return None


def _removal(subject: Subject, entry: nodes.ConfigEntry) -> Edit | None:
    """Return the edit that removes an entry that has its line to itself."""
    text, trivia = subject.file.text, subject.trivia
    start = trivia.line_start(entry.start)
    newline = text.find("\n", entry.end)
    rest = text[entry.end : newline].strip() if newline >= 0 else "?"
    if text[start : entry.start].strip() or rest not in ("", ","):
        return None
    return subject.edit(start, newline + 1)


class _Instances(Walker):
    """Collects the instances that are united with nothing."""

    def __init__(self, subject: Subject) -> None:
        self.united = subject.model.unifications
        self.found: list[nodes.SchemaExpr] = []

    def visit_AssignStmt(self, node: nodes.AssignStmt) -> None:
        if node not in self.united:
            self.descend(node)

    def visit_UnificationStmt(self, node: nodes.UnificationStmt) -> None:
        """It is made to be united."""

    def visit_BinaryExpr(self, node: nodes.BinaryExpr) -> None:
        if node.op != "|":
            self.descend(node)

    def visit_ConfigEntry(self, node: nodes.ConfigEntry) -> None:
        if node.op == "=":
            self.descend(node)

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> None:
        self.found.append(node)
        self.descend(node)


RULE = Rule(
    RedundantDefault, Group.STYLE, _check, has_fix=True, is_default=False, is_fix_safe=False
)
