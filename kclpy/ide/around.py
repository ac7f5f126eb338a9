"""From an offset to the nodes around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from kclpy.syntax import nodes
from kclpy.syntax.visitor import children


def nodes_around(module: nodes.Module, start: int, end: int) -> list[nodes.Node]:
    """Return the nodes that contain ``[start, end]``, outermost first; the module is one.

    Where one part ends and the next begins at the same offset, the next one counts.
    """
    found: list[nodes.Node] = []
    node: nodes.Node | None = module
    while node is not None:
        found.append(node)
        node = _part_at(node, start, end)
    return found


def _part_at(node: nodes.Node, start: int, end: int) -> nodes.Node | None:
    found: nodes.Node | None = None
    parts: Iterable[nodes.Node] = children(node)
    if isinstance(node, nodes.Module):  # it has many
        docstring = [] if node.docstring is None else [node.docstring]
        parts = [*docstring, *_last(node.body, start), *_last(node.comments, start)]
    for child in parts:
        if child.start <= start and end <= child.end:
            if found is None or child.start > found.start:
                found = child
    return found


def _last(parts: Sequence[nodes.Node], offset: int) -> Sequence[nodes.Node]:
    """Return the last two of ``parts``, which follow each other, that do not begin behind."""
    index = bisect_right(parts, offset, key=lambda one: one.start)
    return parts[max(index - 2, 0) : index]
