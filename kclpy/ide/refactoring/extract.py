"""Giving a value a name of its own."""

from __future__ import annotations

from itertools import pairwise

from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit
from kclpy.ide.refactoring.effects import has_effects
from kclpy.ide.refactoring.soundness import sound_edits
from kclpy.ide.refactoring.values import (
    free_name,
    is_guarded,
    is_place,
    is_repeated,
    is_value,
    means_same,
    moved,
)
from kclpy.ide.scopes import visible
from kclpy.ide.workspace import Snapshot
from kclpy.syntax import nodes
from kclpy.syntax.recursion import deep_recursion
from kclpy.syntax.trivia import Trivia
from kclpy.syntax.visitor import Walker
from kclpy.types import ModuleType


def extract_variable(
    snapshot: Snapshot, document: Document, start: int, end: int, token: CancelToken
) -> list[Edit]:
    """Return the changes that give the expression in ``[start, end)`` a name of its own.

    At top level the name is a private one, so that the output stays the same.
    """
    text = document.text
    if document.module.damage or not text[start:end].strip():
        return []
    selected = text[start:end]
    start += len(selected) - len(selected.lstrip())
    end = start + len(selected.strip())
    way = document.around(start, end)
    node = _selected(document, way, start, end)
    home = None if node is None else _home(document, way[: way.index(node)])
    if node is None or home is None or not _may_move(document, way, node, home):
        return []
    line = text.rfind("\n", 0, home.start) + 1
    is_top = home in document.module.body
    name = free_name(document, "_value" if is_top else "value")
    value = moved(document, node, home.start)
    if value is None:
        return []
    added = f"{text[line : home.start]}{name} = {value}\n"
    line = Trivia(document.module).leading(home.start) if is_top else line
    edits = [Edit(line, line, added), Edit(start, end, name)]
    return sound_edits(snapshot, document, edits, token)


def _selected(document: Document, way: list[nodes.Node], start: int, end: int) -> nodes.Expr | None:
    for parent, node in pairwise(way):
        if is_place(parent, node) or is_guarded(parent, node):
            return None
        is_it = isinstance(node, nodes.Expr) and (node.start, node.end) == (start, end)
        if is_it and isinstance(node, nodes.Expr) and is_value(parent, node):
            return None if isinstance(document.type_of(node), ModuleType) else node
    return None


def _home(document: Document, way: list[nodes.Node]) -> nodes.Stmt | None:
    """Return the statement before which a variable can be declared, if there is one."""
    for outer, node in reversed(list(pairwise(way))):
        if isinstance(node, nodes.Stmt):
            line = document.text.rfind("\n", 0, node.start) + 1
            is_first = not document.text[line : node.start].strip()
            is_free = isinstance(outer, (nodes.Module, nodes.LambdaExpr))
            is_whole = isinstance(outer, nodes.Module) and isinstance(node, nodes.ExprStmt)
            is_whole = is_whole and way[-1] is node  # a value that is output as it stands
            return node if is_first and is_free and not is_whole else None
    return None


def _may_move(
    document: Document, way: list[nodes.Node], value: nodes.Expr, home: nodes.Stmt
) -> bool:
    """Return whether ``value`` is the same before the statement ``home``, and as often."""
    before = way[: way.index(home)]
    known = visible(document, home.start, before)
    within = pairwise(way[way.index(home) : way.index(value) + 1])
    is_loose = any(is_repeated(parent, node) for parent, node in within)
    if is_loose and (has_effects(document, value) or _may_fail(value)):
        return False
    return means_same(document, value, known)


def _may_fail(value: nodes.Expr) -> bool:
    """Return whether ``value`` may be a mistake where nobody asks for it."""
    finder = _Risks()
    with deep_recursion():
        finder.visit(value)
    return finder.are_possible


class _Risks(Walker):
    def __init__(self) -> None:
        self.are_possible = False

    def _risk(self, _: nodes.Node) -> None:
        self.are_possible = True

    visit_CallExpr = visit_SchemaExpr = visit_AsExpr = _risk
    visit_SelectorExpr = visit_SubscriptExpr = visit_SliceExpr = _risk

    def visit_BinaryExpr(self, node: nodes.BinaryExpr) -> None:
        if node.op in ("/", "//", "%", "**", "<<", ">>"):
            self.are_possible = True
        self.visit(node.left)
        self.visit(node.right)

    def visit_LambdaExpr(self, node: nodes.LambdaExpr) -> None:
        """The body runs when it is called."""
