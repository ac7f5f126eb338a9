"""Putting a value in the place of its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kclpy.ide.actions import whole_lines
from kclpy.ide.cancel import CancelToken
from kclpy.ide.declarations import Declaration, Key, Kind
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit
from kclpy.ide.navigation import uses
from kclpy.ide.refactoring.effects import has_effects
from kclpy.ide.refactoring.soundness import sound_edits
from kclpy.ide.refactoring.values import (
    is_guarded,
    is_place,
    is_repeated,
    is_value,
    means_same,
    moved,
    names,
)
from kclpy.ide.scopes import visible
from kclpy.ide.workspace import Snapshot
from kclpy.source import Span
from kclpy.syntax import nodes

# What needs parentheses among other operators.
_LOOSE = (
    nodes.UnaryExpr,
    nodes.BinaryExpr,
    nodes.CompareExpr,
    nodes.IfExpr,
    nodes.AsExpr,
    nodes.LambdaExpr,
    nodes.QuantExpr,
)
_OPERANDS = (*_LOOSE, nodes.SelectorExpr, nodes.SubscriptExpr, nodes.SliceExpr)


def inline_variable(
    snapshot: Snapshot, document: Document, offset: int, token: CancelToken
) -> list[Edit]:
    """Return the changes that put the value of a variable where it is read, and drop it.

    Only a local or a private variable that is assigned once and read in this file alone goes.
    """
    found = document.occurrences.at(offset)
    statement = None if found is None else _inlined(document, found.declaration)
    if found is None or statement is None:
        return []
    several = uses(snapshot, document, found.declaration, token)
    reads = [one.node for one in several if not one.is_write]
    is_here = all(one.span.file.path == document.path for one in several)
    lines = whole_lines(Span(document.file, statement.start, statement.end))
    is_alone = lines.start < lines.end and lines.end > statement.end
    if not reads or len(several) != len(reads) + 1 or not is_here or not is_alone:
        return []
    if has_effects(document, statement.value) and not _happens_same(document, statement, reads):
        return []
    edits = [Edit(lines.start, lines.end, "")]
    for node in reads:
        text = _put(document, statement.value, node)
        if text is None:
            return []
        edits.append(Edit(node.start, node.end, text))
    return sound_edits(snapshot, document, edits, token)


def _inlined(document: Document, declaration: Declaration) -> nodes.AssignStmt | None:
    """Return the statement that gives a variable its only value, if that can be moved."""
    node = declaration.node
    is_private = declaration.kind is Kind.VARIABLE and declaration.name.startswith("_")
    if document.module.damage or not (is_private or declaration.kind is Kind.LOCAL):
        return None
    if not isinstance(node, nodes.AssignStmt) or declaration.module is not document.module:
        return None
    is_plain = len(node.targets) == 1 and isinstance(node.targets[0], nodes.Name)
    is_sure = bool(_body(document, node)) and node.annotation is None
    return node if is_plain and is_sure and _is_constant(document, node.value) else None


def _body(document: Document, statement: nodes.Stmt) -> list[nodes.Stmt]:
    """Return the statements of the file or of the lambda that ``statement`` is one of."""
    for outer, node in pairwise(document.around(statement.start, statement.end)):
        if node is statement and isinstance(outer, (nodes.Module, nodes.LambdaExpr)):
            return outer.body
    return []


def _is_constant(document: Document, value: nodes.Expr) -> bool:
    """Return whether no variable in ``value`` gets another value, or other members, later."""
    written = set(_changed(document))
    found = (document.occurrences.at(name.start) for name in names(value))
    return all(one is None or one.declaration.key not in written for one in found)


def _changed(document: Document) -> Iterator[Key]:
    """Yield the variables that are written twice, or whose members are."""
    seen = set()
    for one in document.occurrences:
        key = one.declaration.key
        if one.declaration.kind in (Kind.VARIABLE, Kind.LOCAL):
            if one.is_write and key not in seen:
                seen.add(key)
            elif one.is_write or _is_part_of_target(document, one.span.start):
                yield key


def _is_part_of_target(document: Document, offset: int) -> bool:
    way = document.around(offset)
    return any(is_place(parent, node) for parent, node in pairwise(way) if _assigns(parent))


def _assigns(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.AssignStmt, nodes.AugAssignStmt, nodes.UnificationStmt))


def _happens_same(document: Document, statement: nodes.AssignStmt, reads: list[nodes.Node]) -> bool:
    """Return whether the value is evaluated once also where it is read, with nothing between."""
    body = _body(document, statement)
    way = document.around(reads[0].start, reads[0].end)
    home = next((one for one in way if one in body), None)
    if len(reads) > 1 or not isinstance(home, nodes.Stmt) or home.start < statement.start:
        return False
    between = body[body.index(statement) + 1 : body.index(home)]
    return not any(has_effects(document, one) for one in between) and not any(
        is_guarded(parent, node) or is_repeated(parent, node)
        for parent, node in pairwise(way[way.index(home) :])
    )


def _put(document: Document, value: nodes.Expr, read: nodes.Node) -> str | None:
    """Return the text that takes the place of ``read``, None if it would mean something else."""
    way = document.around(read.start, read.end)
    index = next((i for i, one in enumerate(way) if one is read), 0)
    text = moved(document, value, read.start)
    if (
        text is None
        or not index
        or not isinstance(read, nodes.Name)
        or any(is_place(parent, node) for parent, node in pairwise(way))
        or not means_same(document, value, visible(document, read.start))
    ):
        return None
    is_quoted = any(isinstance(one, nodes.JoinedString) for one in way)
    if not is_value(way[index - 1], read) or (is_quoted and re.search(r"[\"'\n{}:]", text)):
        return None
    is_operand = isinstance(way[index - 1], _OPERANDS)
    return f"({text})" if is_operand and isinstance(value, _LOOSE) else text
