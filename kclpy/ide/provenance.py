"""Where the value of a config key comes from, and what of it counts.

Nothing is evaluated, so that there is an answer while somebody types, about any text. The tree
around the key tells its root and the path from there; `origins` looks for all that gives the
value at that path.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from kclpy.ide.document import Document
from kclpy.ide.origins import Origin, Root, keys_of, origins
from kclpy.syntax import nodes
from kclpy.syntax.recursion import deep_recursion

# So many are told.
_MOST = 30

_JOINED = (nodes.ConfigExpr, nodes.SchemaExpr, nodes.ListExpr, nodes.DictComp, nodes.ListComp)


class Verdict(Enum):
    """What becomes of a value: values of configs and lists are joined, of others the last wins."""

    WINS = "wins"
    LOSES = "is overridden"
    JOINED = "is joined"
    MAYBE = "may win"


def provenance(document: Document, offset: int) -> list[tuple[Origin, Verdict]]:
    """Return what gives the key at ``offset`` its value, in the order in which it counts."""
    place = _place(document.around(offset), offset)
    if place is None:
        return []
    with deep_recursion():
        return _judged(origins(document, *place)[-_MOST:])


def _judged(found: Sequence[Origin]) -> list[tuple[Origin, Verdict]]:
    if any(one.is_part or isinstance(_bare(one.value), _JOINED) for one in found):
        return [(one, Verdict.JOINED) for one in found]
    sure = [number for number, one in enumerate(found) if one.is_sure]
    last = sure[-1] if sure else 0
    final = Verdict.WINS if sure and last == len(found) - 1 else Verdict.MAYBE
    return [(one, Verdict.LOSES if n < last else final) for n, one in enumerate(found)]


def _bare(value: nodes.Expr | None) -> nodes.Expr | None:
    while isinstance(value, nodes.ParenExpr):
        value = value.value
    return value


def _place(way: Sequence[nodes.Node], offset: int) -> tuple[Root, list[str]] | None:
    """Return the outermost config that a key is a part of, or its statement, and the path there."""
    root: Root | None = None
    path: list[str] = []
    for node, inner in zip(way, (*way[1:], None), strict=True):
        match node:
            case nodes.AssignStmt() | nodes.UnificationStmt() | nodes.AugAssignStmt():
                root, path = (node, []) if node in _statements(way) else (node.value, [])
            case nodes.ConfigEntry():
                if node.key is not None and node.key.start <= offset <= node.key.end:
                    keys = keys_of(node, offset)
                    return None if root is None or keys is None else (root, [*path, *keys])
                keys = keys_of(node)
                if keys is None:
                    root = None if node.key is not None else node.value
                path += keys or []
            case nodes.BinaryExpr(op="|") | nodes.ParenExpr() | nodes.IfExpr():
                root = root or node
            case nodes.ConfigExpr() | nodes.SchemaExpr() | nodes.ConfigIfEntry():
                if isinstance(node, nodes.Expr):
                    root = root or node
            case _:
                root, path = None, []
        if inner is None:
            return None
    return None


def _statements(way: Sequence[nodes.Node]) -> Sequence[nodes.Node]:
    """Return the part of ``way`` that is at top level: the module and its statement."""
    return way[:2] if way and isinstance(way[0], nodes.Module) else way[:1]
