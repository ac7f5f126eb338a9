"""Giving a value a name, and putting a value in the place of its name.

Either the program means the same afterwards, or nothing is offered. A file with syntax errors
stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kclpy.diagnostics import Diagnostics
from kclpy.ide.actions import whole_lines
from kclpy.ide.cancel import CancelToken
from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.describe import type_of
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.navigation import uses
from kclpy.ide.scopes import visible
from kclpy.ide.workspace import Snapshot
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse
from kclpy.syntax.recursion import deep_recursion
from kclpy.syntax.visitor import Walker
from kclpy.types import ANY, LiteralType, ModuleType

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
_OPERATORS = (
    nodes.ParenExpr,
    nodes.UnaryExpr,
    nodes.BinaryExpr,
    nodes.CompareExpr,
    nodes.IfExpr,
    nodes.SubscriptExpr,
    nodes.SliceExpr,
    nodes.ListExpr,
    nodes.FormattedValue,
    nodes.ExprStmt,
    nodes.AssertStmt,
    nodes.IfStmt,
)


def extract_variable(document: Document, start: int, end: int) -> list[Edit]:
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
    if node is None or home is None or not _means_same(document, node, home.start):
        return []
    line = text.rfind("\n", 0, home.start) + 1
    is_top = home in document.module.body
    name = _free_name(document, "_value" if is_top else "value")
    value = _moved(document, node, home.start)
    if value is None:
        return []
    added = f"{text[line : home.start]}{name} = {value}\n"
    return _checked(document, [Edit(line, line, added), Edit(start, end, name)])


def _selected(document: Document, way: list[nodes.Node], start: int, end: int) -> nodes.Expr | None:
    for parent, node in pairwise(way):
        if _is_place(parent, node) or _is_guarded(parent, node):
            return None
        is_it = isinstance(node, nodes.Expr) and (node.start, node.end) == (start, end)
        if is_it and isinstance(node, nodes.Expr) and _is_value(parent, node):
            is_module = isinstance(document.type_of(node), ModuleType)
            return None if is_module or _is_exact(document, parent, node) else node
    return None


def _is_place(parent: nodes.Node, node: nodes.Node) -> bool:
    """Return whether ``node`` says where a value goes."""
    if isinstance(parent, nodes.ConfigEntry):
        return node is parent.key
    assigning = (nodes.AssignStmt, nodes.AugAssignStmt, nodes.UnificationStmt)
    return isinstance(parent, assigning) and node is not parent.value


def _is_guarded(parent: nodes.Node, node: nodes.Node) -> bool:
    """Return whether ``node`` is evaluated only if something beside it holds."""
    match parent:
        case nodes.IfExpr():
            return node is not parent.test
        case nodes.BinaryExpr(op="and" | "or"):
            return node is parent.right
        case nodes.AssertStmt():
            return parent.condition is not None and node is not parent.condition
        case nodes.ConfigIfEntry() | nodes.ListIfItem():
            return node is not parent.test
    return False


def _is_exact(document: Document, parent: nodes.Node, node: nodes.Expr) -> bool:
    """Return whether ``node`` is a literal that a type may ask for; a variable would widen it."""
    if not isinstance(node, (nodes.StringLit, nodes.NumberLit, nodes.ConstantLit)):
        return False
    if isinstance(parent, nodes.AssignStmt):
        return parent.annotation is not None
    if not isinstance(parent, nodes.ConfigEntry) or parent.key is None:
        return False
    one = document.occurrences.at(parent.key.end)
    type_ = ANY if one is None else type_of(one.declaration, document.program)
    return any(isinstance(t, LiteralType) for t in getattr(type_, "members", (type_,)))


def _is_value(parent: nodes.Node, node: nodes.Expr) -> bool:
    """Return whether any value may stand in the place of ``node``."""
    match parent:
        case nodes.SelectorExpr() | nodes.ConfigEntry() | nodes.Keyword() | nodes.AsExpr():
            return node is parent.value
        case nodes.AssignStmt() | nodes.AugAssignStmt():
            return node is parent.value
        case nodes.CallExpr() | nodes.SchemaExpr():
            return node in parent.args
        case nodes.ListComp():
            return node is parent.element
        case nodes.CompClause():
            return node is parent.iterable or node is parent.condition
        case nodes.QuantExpr():
            return node not in parent.variables
    return isinstance(parent, _OPERATORS)


def _home(document: Document, way: list[nodes.Node]) -> nodes.Stmt | None:
    """Return the statement before which a variable can be declared, if there is one."""
    for outer, node in reversed(list(pairwise(way))):
        if isinstance(node, nodes.Stmt):
            line = document.text.rfind("\n", 0, node.start) + 1
            is_first = not document.text[line : node.start].strip()
            is_free = isinstance(outer, (nodes.Module, nodes.LambdaExpr))
            return node if is_first and is_free else None
    return None


def _means_same(document: Document, value: nodes.Expr, offset: int) -> bool:
    """Return whether the names of ``value`` denote the same at ``offset``."""
    known = visible(document, offset)
    symbol_of = document.package.model.symbol_of
    for name in _names(value):
        symbol = symbol_of.get(name)
        one = document.occurrences.at(name.start)
        declared = None if one is None else one.declaration.span
        is_inside = (
            declared is not None
            and declared.file.path == document.path
            and value.start <= declared.start < value.end
        )
        if symbol is not None and not is_inside and known.get(name.id) is not symbol:
            return False
    return True


def _names(value: nodes.Expr) -> list[nodes.Name]:
    with deep_recursion():
        finder = _Names()
        finder.visit(value)
        return finder.found


class _Names(Walker):
    def __init__(self) -> None:
        self.found: list[nodes.Name] = []

    def visit_Name(self, node: nodes.Name) -> None:
        self.found.append(node)


def _free_name(document: Document, wanted: str) -> str:
    """Return ``wanted``, with a number if the file or its package has that name."""
    taken = {*re.findall(r"\w+", document.text), *document.package.model.globals}
    number = 1
    name = wanted
    while name in taken:
        number += 1
        name = f"{wanted}{number}"
    return name


def _moved(document: Document, value: nodes.Expr, offset: int) -> str | None:
    """Return the text of ``value``, indented for the line of ``offset``.

    None if it has long strings, whose lines must stay as they are.
    """
    first, *rest = document.text[value.start : value.end].split("\n")
    if rest and any(quotes in "\n".join([first, *rest]) for quotes in ('"""', "'''")):
        return None
    before, after = _indent(document.text, value.start), _indent(document.text, offset)
    return "\n".join([first, *(after + line.removeprefix(before) for line in rest)])


def _indent(text: str, offset: int) -> str:
    """Return the blanks at the beginning of the line of ``offset``."""
    start = text.rfind("\n", 0, offset) + 1
    end = start
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return text[start:end]


def _checked(document: Document, edits: list[Edit]) -> list[Edit]:
    """Return ``edits`` if the text is a program after them, else nothing."""
    file = SourceFile(document.path, apply_edits(document.text, edits))
    with deep_recursion():
        found = Diagnostics()
        parse(file, found)
        return [] if list(found) else edits


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
    edits = [Edit(lines.start, lines.end, "")]
    for node in reads:
        text = _put(document, statement.value, node)
        if text is None:
            return []
        edits.append(Edit(node.start, node.end, text))
    return _checked(document, edits)


def _inlined(document: Document, declaration: Declaration) -> nodes.AssignStmt | None:
    """Return the statement that gives a variable its only value, if that can be moved."""
    node = declaration.node
    is_private = declaration.kind is Kind.VARIABLE and declaration.name.startswith("_")
    if document.module.damage or not (is_private or declaration.kind is Kind.LOCAL):
        return None
    if not isinstance(node, nodes.AssignStmt) or declaration.module is not document.module:
        return None
    way = document.around(node.start, node.end)
    outer = next((b for b, one in pairwise(way) if one is node), None)
    is_plain = len(node.targets) == 1 and isinstance(node.targets[0], nodes.Name)
    is_sure = isinstance(outer, (nodes.Module, nodes.LambdaExpr)) and node.annotation is None
    return node if is_plain and is_sure and _is_constant(document, node.value) else None


def _is_constant(document: Document, value: nodes.Expr) -> bool:
    """Return whether no variable in ``value`` gets another value later."""
    written = list(_written_twice(document))
    found = (document.occurrences.at(name.start) for name in _names(value))
    return all(one is None or one.declaration.key not in written for one in found)


def _written_twice(document: Document) -> Iterator[object]:
    seen = set()
    for one in document.occurrences:
        is_variable = one.declaration.kind in (Kind.VARIABLE, Kind.LOCAL)
        if one.is_write and is_variable:
            if one.declaration.key in seen:
                yield one.declaration.key
            seen.add(one.declaration.key)


def _put(document: Document, value: nodes.Expr, read: nodes.Node) -> str | None:
    """Return the text that takes the place of ``read``, None if it would mean something else."""
    way = document.around(read.start, read.end)
    index = next((i for i, one in enumerate(way) if one is read), 0)
    text = _moved(document, value, read.start)
    if (
        text is None
        or not index
        or not isinstance(read, nodes.Name)
        or not _means_same(document, value, read.start)
    ):
        return None
    is_quoted = any(isinstance(one, nodes.JoinedString) for one in way)
    if not _is_value(way[index - 1], read) or (is_quoted and re.search(r"[\"'\n{}:]", text)):
        return None
    is_operand = isinstance(way[index - 1], (*_LOOSE, nodes.SelectorExpr, nodes.SubscriptExpr))
    is_operand = is_operand or isinstance(way[index - 1], nodes.SliceExpr)
    return f"({text})" if is_operand and isinstance(value, _LOOSE) else text
