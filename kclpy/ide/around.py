"""From an offset to the nodes around it."""

from __future__ import annotations

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
    for child in children(node):
        if child.start <= start and end <= child.end:
            if found is None or child.start > found.start:
                found = child
    return found
