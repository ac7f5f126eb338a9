"""The rules of a program: what is said about them, and their conditions one by one.

The conditions of a rule are one function, which the first failure ends. So each condition gets
a rule of its own here, before the program is resolved; the rule itself keeps its parents. The
names of these rules cannot be written in KCL.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.error import KclError
from kclpy.diagnostics.manifests import BadPolicy
from kclpy.source import SourceFile
from kclpy.syntax import nodes

SEVERITIES: Final = ("error", "warning", "info")

_MARK = "·"


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """A condition of a rule, and the name of the rule that holds it alone.

    ``node`` is None for the conditions of the parents, which are judged together.
    """

    name: str
    node: nodes.CheckExpr | None


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule of ``file`` with what ``@info`` says of it; without ``kinds`` it is for all."""

    name: str
    file: SourceFile
    severity: str
    kinds: tuple[str, ...]
    conditions: tuple[Condition, ...]

    def concerns(self, kind: str, api_version: str) -> bool:
        """Tell whether the rule is for a kind: ``Deployment``, or ``apps/v1/Deployment``."""
        return not self.kinds or not {kind, f"{api_version}/{kind}"}.isdisjoint(self.kinds)


def take_apart(module: nodes.Module) -> list[Rule]:
    """Give each condition in the rules of a module its own rule; return the rules.

    Raises `KclError` if something said of a rule makes no sense.
    """
    rules = []
    body: list[nodes.Stmt] = []
    for statement in module.body:
        if isinstance(statement, nodes.RuleStmt):
            rule, parts = _apart(statement, module.file)
            rules.append(rule)
            body += parts
        body.append(statement)
    module.body[:] = body
    return rules


def _apart(node: nodes.RuleStmt, file: SourceFile) -> tuple[Rule, list[nodes.Stmt]]:
    """Return a rule, and the statements for its conditions, which the node now refers to."""
    severity, kinds = _said(node, file)
    conditions = []
    parts: list[nodes.Stmt] = []
    if any(param.default is None for param in node.params):
        raise _mistake(file, node.name, f"the rule '{node.name.id}' takes arguments")
    if node.bases:
        conditions.append(Condition(node.name.id, None))
    checks = node.checks
    if node.params:  # conditions read the arguments, which only the rule itself has
        conditions = [Condition(node.name.id, checks[0] if len(checks) == 1 else None)]
    else:
        own = [_part(node, number, check) for number, check in enumerate(checks)]
        conditions += [
            Condition(part.name.id, check) for part, check in zip(own, checks, strict=True)
        ]
        parts += own
        node.checks = []
        node.bases = [
            *node.bases,
            *(nodes.Name(node.name.start, node.name.end, part.name.id) for part in own),
        ]
    return Rule(node.name.id, file, severity, kinds, tuple(conditions)), parts


def _part(node: nodes.RuleStmt, number: int, check: nodes.CheckExpr) -> nodes.RuleStmt:
    """Return a rule with one condition of another."""
    name = nodes.Name(node.name.start, node.name.end, f"{node.name.id}{_MARK}{number}")
    protocol = deepcopy(node.protocol)
    return nodes.RuleStmt(check.start, check.end, name, [], [], protocol, None, [check], [])


def _said(node: nodes.RuleStmt, file: SourceFile) -> tuple[str, tuple[str, ...]]:
    """Return the severity and the kinds of a rule; by default failures are errors, of any kind."""
    severity, kinds = SEVERITIES[0], tuple[str, ...]()
    for keyword in _info(node):
        if keyword.arg.id == "severity":
            severity = _text(keyword.value, file)
            if severity not in SEVERITIES:
                reason = f"a severity is one of {', '.join(SEVERITIES)}, got '{severity}'"
                raise _mistake(file, keyword.value, reason)
        elif keyword.arg.id == "kinds":
            if not isinstance(keyword.value, nodes.ListExpr):
                raise _mistake(file, keyword.value, "the kinds of a rule are a list of texts")
            kinds = tuple(_text(one, file) for one in keyword.value.elements)
    return severity, kinds


def _info(node: nodes.RuleStmt) -> Iterator[nodes.Keyword]:
    for decorator in node.decorators:
        if isinstance(decorator.name, nodes.Name) and decorator.name.id == "info":
            yield from decorator.keywords


def _text(node: nodes.Expr, file: SourceFile) -> str:
    if not isinstance(node, nodes.StringLit):
        raise _mistake(file, node, "what '@info' says of a rule is written as a text")
    return node.value


def _mistake(file: SourceFile, node: nodes.Node, reason: str) -> KclError:
    problem = BadPolicy(reason)
    return KclError([Diagnostic(problem, (Label(file.span(node.start, node.end), reason),))])
