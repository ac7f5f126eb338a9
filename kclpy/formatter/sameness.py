"""Whether two trees mean the same: what makes formatting safe."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from kclpy.syntax import nodes
from kclpy.syntax.visitor import concrete_classes

# What tells where or how a thing was written, not what it is.
_SPELLING = frozenset(
    "start end file path_start path_end comments has_second_colon has_parens is_long".split()
)
_FIELDS = {
    cls: tuple(field.name for field in fields(cls) if field.name not in _SPELLING)
    for cls in concrete_classes(nodes.Node)
}


def is_same_tree(first: nodes.Node, second: nodes.Node) -> bool:
    """Tell whether two trees are equal but for the places and the spelling of their nodes."""
    todo: list[tuple[Any, Any]] = [(first, second)]
    while todo:
        one, other = todo.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, nodes.Node):
            todo.extend((getattr(one, n), getattr(other, n)) for n in _FIELDS[type(one)])
        elif isinstance(one, list):
            if len(one) != len(other):
                return False
            todo.extend(zip(one, other, strict=True))
        elif one != other:
            return False
    return True


def has_same_comments(first: nodes.Module, second: nodes.Module) -> bool:
    """Tell whether two modules have the same comments in the same order."""
    return [c.text for c in first.comments] == [c.text for c in second.comments]


def changed_statements(first: nodes.Module, second: nodes.Module) -> list[nodes.Stmt]:
    """Return the statements of ``first`` that are other ones, or missing, in ``second``."""
    others = second.body
    if len(others) != len(first.body):
        return first.body
    pairs = zip(first.body, others, strict=True)
    return [one for one, other in pairs if not is_same_tree(one, other)]
