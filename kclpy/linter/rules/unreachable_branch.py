"""Branches that are never taken, because an earlier one is taken first."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes
from kclpy.syntax.unparse import unparse

_Conditional = nodes.IfStmt | nodes.ListIfItem | nodes.ConfigIfEntry


class UnreachableBranch(LintProblem):
    """A branch is never taken: a condition above is the same, or always true.

    ```kcl
    _stage = option("stage")
    if _stage == "prod":
        _replicas = 3
    elif _stage == "prod":
        _replicas = 2
    else:
        _replicas = 1
    replicas = _replicas
    ```

    Correct the condition, or remove the branch.
    """

    reason: str
    template = "this branch is never taken: {reason}"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    conditionals: list[_Conditional] = [*subject.each(nodes.IfStmt)]
    conditionals += [*subject.each(nodes.ListIfItem), *subject.each(nodes.ConfigIfEntry)]
    for node in conditionals:
        if not node.is_elif:
            yield from _unreachable(subject, node)


def _unreachable(subject: Subject, first: _Conditional) -> Iterator[Diagnostic]:
    """Yield the branches of a chain of conditions that are never taken."""
    seen: dict[str, nodes.Expr] = {}
    node = first
    while True:
        text = unparse(node.test)
        if text in seen:
            yield subject.found(
                UnreachableBranch("a condition above is the same"),
                node.test,
                place=seen[text],
                reason="it is the same here",
            )
        elif _is_constant(node.test, "False"):
            yield subject.found(UnreachableBranch("the condition is always false"), node.test)
        elif _is_constant(node.test, "True") and node.orelse:
            yield subject.found(
                UnreachableBranch("the condition above is always true"),
                node.orelse[0],
                place=node.test,
                reason="it is always true",
            )
            return
        seen[text] = node.test
        following = node.orelse[0] if len(node.orelse) == 1 else None
        if not isinstance(following, _Conditional) or not following.is_elif:
            return
        node = following


def _is_constant(node: nodes.Expr, name: str) -> bool:
    return isinstance(node, nodes.ConstantLit) and node.name == name


RULE = Rule(UnreachableBranch, Group.MISTAKES, _check)
