"""Giving a config a schema of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit
from kclpy.ide.refactoring.flow import Flow
from kclpy.ide.refactoring.shapes import Shapes, Undescribed, pascal, singular
from kclpy.ide.refactoring.soundness import sound_edits
from kclpy.ide.refactoring.values import free_name
from kclpy.ide.workspace import Snapshot
from kclpy.syntax import nodes
from kclpy.syntax.recursion import deep_recursion
from kclpy.syntax.trivia import Trivia
from kclpy.types import ANY, AnyType

_Owner = nodes.AssignStmt | nodes.ConfigEntry


def extract_schema(
    snapshot: Snapshot, document: Document, start: int, end: int, token: CancelToken
) -> list[Edit]:
    """Return the changes that make the config at ``[start, end)`` an instance of a new schema.

    It is the value of the key or variable there, or begins or ends there. Of a list of configs all
    get the same schema. The schema stands before the statement.
    """
    if document.module.damage:
        return []
    way = document.around(start, end)
    owner, configs = _asked(way, start, end)
    expected = document.package.types.expected
    if owner is None or not all(isinstance(expected.get(one, ANY), AnyType) for one in configs):
        return []
    to_owner = way[: way.index(owner) + 1]
    shapes = Shapes(document, partial(free_name, document))
    try:
        with deep_recursion():
            if not Flow(snapshot, token).is_plain(document, [*to_owner, owner.value]):
                return []
            name = shapes.describe(configs, _name(owner, configs))
    except Undescribed:
        return []
    texts = [f"schema {one}:\n{body}\n" for one, body in shapes.schemas.items()]
    home = Trivia(document.module).leading(way[1].start)
    gap = "\n" if home and document.text[:home][-2:] not in ("\n", "\n\n") else ""
    edits = [Edit(home, home, gap + "".join(texts))]
    edits += [Edit(config.start, config.start, f"{name} ") for config in configs]
    return sound_edits(snapshot, document, edits, token)


def _asked(
    way: Sequence[nodes.Node], start: int, end: int
) -> tuple[_Owner | None, Sequence[nodes.ConfigExpr]]:
    """Return the innermost key or variable around a place whose configs are meant, and these."""
    for owner in reversed(way):
        if isinstance(owner, _Owner):
            several = _several(owner)
            if several and _is_meant(owner, several, (start, end)):
                return owner, several
    return None, ()


def _several(owner: _Owner) -> Sequence[nodes.ConfigExpr]:
    """Return the config that is the value of ``owner``, or those that it lists."""
    value = owner.value
    while isinstance(value, nodes.ParenExpr):
        value = value.value
    items = value.elements if isinstance(value, nodes.ListExpr) else [value]
    configs = [one for one in items if isinstance(one, nodes.ConfigExpr)]
    return configs if len(configs) == len(items) else ()


def _is_meant(owner: _Owner, configs: Sequence[nodes.ConfigExpr], asked: tuple[int, int]) -> bool:
    """Return whether the key is asked about, or a value as a whole, or one of its braces."""
    start, end = asked
    if owner.start <= start and end <= owner.value.start + 1:
        return True
    for one in (owner.value, *configs):
        edges = (one.start, one.start + 1, one.end)
        if asked == (one.start, one.end) or (start == end and start in edges):
            return True
    return False


def _name(owner: _Owner, configs: Sequence[nodes.ConfigExpr]) -> str:
    """Return what the schema of the value of ``owner`` should be called."""
    key = owner.targets[0] if isinstance(owner, nodes.AssignStmt) else owner.key
    match key:
        case nodes.Name():
            name = key.id
        case nodes.StringLit():
            name = key.value
        case _:
            name = ""
    is_list = configs[0] is not owner.value
    return pascal(singular(name) if is_list else name)
