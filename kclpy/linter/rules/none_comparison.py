"""Comparisons with None and Undefined that ask for equality."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes

_BETTER = {"==": "is", "!=": "is not"}


class NoneComparison(LintProblem):
    """Something is compared with ``None`` or ``Undefined`` by ``==`` or ``!=``.

    ```kcl
    team = option("team")
    label = "nobody" if team == None else team
    ```

    Write ``is None`` and ``is not None``: there is one None, and the words say so.
    """

    constant: str
    operator: str
    better: str
    template = "comparison with {constant} by '{operator}'; write '{better} {constant}'"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for node in subject.each(nodes.CompareExpr):
        left = node.left
        for operator, right in zip(node.ops, node.operands, strict=True):
            constant = _constant(right) or _constant(left)
            if constant is not None and operator in _BETTER:
                yield _found(subject, (left, operator, right), constant)
            left = right


def _constant(node: nodes.Expr) -> str | None:
    if isinstance(node, nodes.ConstantLit) and node.name in ("None", "Undefined"):
        return node.name
    return None


def _found(
    subject: Subject, parts: tuple[nodes.Expr, str, nodes.Expr], constant: str
) -> Diagnostic:
    left, operator, right = parts
    better = _BETTER[operator]
    problem = NoneComparison(constant, operator, better)
    place = subject.trivia.find(operator, left.end)
    before = "" if subject.file.text[place - 1 : place].isspace() else " "
    end = place + len(operator)
    after = "" if subject.file.text[end : end + 1].isspace() else " "
    edit = subject.edit(place, end, f"{before}{better}{after}")
    node = nodes.BinaryExpr(left.start, right.end, left, operator, right)
    return subject.found(problem, node, edit, title=f"write '{better}'")


RULE = Rule(NoneComparison, Group.STYLE, _check, has_fix=True, is_default=False)
