"""The way to a value in the configuration: ``spec.containers[0].image``.

A place in a program stands for the value that the text around it makes: the target of an
assignment, then keys and positions of literals. What a function returns or a comprehension
makes stands at no place of its own; the path ends there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.configs import MissingAttribute, UnknownMember
from kclpy.diagnostics.problem import EvaluationProblem
from kclpy.diagnostics.syntax import InvalidSyntax
from kclpy.diagnostics.types import TypeMismatch
from kclpy.driver.places import Place, around
from kclpy.source import Span
from kclpy.syntax import nodes

# A step of a path: a key, the position of an item, or an item at an unknown position.
Step = str | int | None

_PLAIN = re.compile(r"[A-Za-z_$][\w$]*")


def written(steps: Sequence[Step]) -> str:
    """Return a path as users write it."""
    text = ""
    for step in steps:
        if step is None:
            text += "[…]"
        elif isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN.fullmatch(step):
            text += f".{step}" if text else step
        else:
            quoted = step.replace("\\", "\\\\").replace('"', '\\"')
            text += f'["{quoted}"]'
    return text


def path_of(diagnostic: Diagnostic, modules: Mapping[str, nodes.Module]) -> str:
    """Return the path of the value that a mistake of the checker is about, "" for none."""
    if not diagnostic.labels or isinstance(diagnostic.problem, InvalidSyntax):
        return ""
    if isinstance(diagnostic.problem, EvaluationProblem):
        return ""  # the line alone does not tell the value
    span = diagnostic.labels[0].span
    steps = steps_to(span, modules)
    if steps is None:
        return ""
    if isinstance(diagnostic.problem, MissingAttribute):
        steps = [*steps, diagnostic.problem.name]
    steps += _unpacked(diagnostic, modules)
    return written(steps)


def _unpacked(diagnostic: Diagnostic, modules: Mapping[str, nodes.Module]) -> list[Step]:
    """Return the last steps to a value that an unpacking brought, which stands elsewhere."""
    if not isinstance(diagnostic.problem, (TypeMismatch, UnknownMember)):
        return []
    blamed = diagnostic.labels[0].span
    module = modules[blamed.file.path]
    entries = [
        node
        for node in around(Place(module, blamed.start, blamed.end))
        if isinstance(node, nodes.ConfigEntry)
    ]
    if not entries or entries[-1].key is not None:
        return []
    given = (steps_to(diagnostic.labels[-1].span, modules) or []) if diagnostic.labels[1:] else []
    return given[-1:]


def steps_to(span: Span, modules: Mapping[str, nodes.Module]) -> list[Step] | None:
    """Return the way to the value that is written at ``span``, None where that is no value."""
    module = modules.get(span.file.path)
    if module is None or module.file is not span.file or span.start < 0:
        return None
    return steps_at(Place(module, span.start, max(span.start, span.end)))


def steps_at(place: Place) -> list[Step] | None:
    """Return the way to the value that is written at ``place``, None where that is no value."""
    steps, is_value = steps_along(place.module, around(place))
    return steps if is_value and steps else None


def steps_along(outer: nodes.Node, way: Iterable[nodes.Node]) -> tuple[list[Step], bool]:
    """Return the steps that a way down from ``outer`` stands for, as far as they are known.

    The result tells too whether the way leads to a value that stands in the configuration.
    """
    steps: list[Step] = []
    for node in way:
        if isinstance(node, (nodes.LambdaExpr, nodes.TypeExpr, nodes.Decorator, nodes.Param)):
            return steps, False
        found = _steps_into(outer, node)
        if found is None:
            return steps, True
        steps += found
        outer = node
    return steps, True


def _steps_into(outer: nodes.Node, node: nodes.Node) -> list[Step] | None:
    """Return the steps that lead from ``outer`` to its part ``node``; None ends the path."""
    if isinstance(node, nodes.AssignStmt):
        return _target_steps(node.targets[0])
    if isinstance(node, (nodes.UnificationStmt, nodes.AugAssignStmt)):
        return _target_steps(node.target)
    if isinstance(node, nodes.SchemaAttr):
        return [node.name]
    if isinstance(node, (nodes.SchemaStmt, nodes.RuleStmt)):
        return [node.name.id]
    if isinstance(node, nodes.ConfigEntry):
        return [] if node.key is None else _key_steps(node.key)
    if isinstance(outer, nodes.ListExpr):
        return [_position(outer, node)]
    if isinstance(outer, nodes.ListComp):
        return [None] if node is outer.element else None
    if isinstance(outer, _OPAQUE) and not (
        isinstance(outer, nodes.SchemaExpr) and node is outer.config
    ):
        return None
    return []


# Expressions whose parts are no parts of their value.
_OPAQUE = (
    nodes.CallExpr,
    nodes.SubscriptExpr,
    nodes.SelectorExpr,
    nodes.QuantExpr,
    nodes.CompareExpr,
    nodes.CompClause,
    nodes.JoinedString,
    nodes.SchemaExpr,
    nodes.SliceExpr,
)


def _target_steps(target: nodes.Expr) -> list[Step] | None:
    names = nodes.dotted_name(target)
    if names is not None:
        return [name.id for name in names]
    root = nodes.root_name(target)
    return None if root is None else [root.id]


def _key_steps(key: nodes.Expr) -> list[Step]:
    """Return the steps that the key of a config entry stands for."""
    if isinstance(key, nodes.StringLit):
        return [key.value]
    names = nodes.dotted_name(key)
    if names is not None:
        return [name.id for name in names]
    if isinstance(key, nodes.SubscriptExpr) and isinstance(key.value, nodes.Name):
        index = key.index
        number = index.value if isinstance(index, nodes.NumberLit) else None
        return [key.value.id, number if isinstance(number, int) else None]
    return [None]


def _position(outer: nodes.ListExpr, node: nodes.Node) -> Step:
    """Return where an item stands in a list; what is unpacked before it leaves that open."""
    for number, element in enumerate(outer.elements):
        if element is node:
            return number
        if isinstance(element, (nodes.StarredExpr, nodes.ListIfItem)):
            return None
    return None
