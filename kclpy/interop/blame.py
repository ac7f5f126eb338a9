"""Which attribute a refusal of KCL is about."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.instances import CheckFailed, RequiredValue
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children


def attribute_to_blame(
    diagnostic: Diagnostic, attributes: Container[str], modules: Mapping[str, nodes.Module]
) -> str | None:
    """Return which of ``attributes`` a refusal is about, None if that is not clear.

    A check is about an attribute if it mentions no other. ``modules`` are those of the program
    by path.
    """
    problem = diagnostic.problem
    if isinstance(problem, RequiredValue):
        return problem.name if problem.name in attributes else None
    if not isinstance(problem, CheckFailed) or not diagnostic.labels:
        return None
    span = diagnostic.labels[-1].span
    module = modules.get(span.file.path)
    found: set[str] = set()
    for check in () if module is None else _checks(module):
        if check.start == span.start:
            found = {name for name in _names(check.test) if name in attributes}
    return found.pop() if len(found) == 1 else None


def _checks(module: nodes.Module) -> Iterator[nodes.CheckExpr]:
    for statement in module.body:
        if isinstance(statement, (nodes.SchemaStmt, nodes.RuleStmt)):
            yield from statement.checks


def _names(node: nodes.Node) -> Iterator[str]:
    """Yield the names that an expression reads; of ``a.b`` it is the first."""
    if isinstance(node, nodes.Name):
        yield node.id
    elif isinstance(node, nodes.SelectorExpr):
        yield from _names(node.value)
    else:
        for child in children(node):
            yield from _names(child)
