"""Values in a text: where one may stand, when it is evaluated, what its names denote."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from kclpy.ide.document import Document
from kclpy.semantics.symbols import Symbol
from kclpy.syntax import nodes
from kclpy.syntax.recursion import deep_recursion
from kclpy.syntax.visitor import Walker

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


def is_value(parent: nodes.Node, node: nodes.Expr) -> bool:
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


def is_place(parent: nodes.Node, node: nodes.Node) -> bool:
    """Return whether ``node`` says where a value goes, or what is made an instance of."""
    if isinstance(parent, nodes.ConfigEntry):
        return node is parent.key
    if isinstance(parent, nodes.SchemaExpr):
        return node is parent.name
    assigning = (nodes.AssignStmt, nodes.AugAssignStmt, nodes.UnificationStmt)
    return isinstance(parent, assigning) and node is not parent.value


def is_guarded(parent: nodes.Node, node: nodes.Node) -> bool:
    """Return whether ``node`` is evaluated only if something beside it holds."""
    match parent:
        case nodes.IfExpr():
            return node is not parent.test
        case nodes.BinaryExpr(op="and" | "or"):
            return node is parent.right
        case nodes.AssertStmt():
            return parent.condition is not None and node is not parent.condition
        case nodes.ConfigIfEntry() | nodes.ListIfItem() | nodes.IfStmt():
            return node is not parent.test
    return False


def is_repeated(parent: nodes.Node, node: nodes.Node) -> bool:
    """Return whether ``node`` is evaluated for each item of something, or for each call."""
    match parent:
        case nodes.ListComp() | nodes.DictComp():
            return node is not parent.clauses[0]
        case nodes.CompClause():
            return node is not parent.iterable
        case nodes.QuantExpr():
            return node is not parent.target
    return isinstance(parent, (nodes.LambdaExpr, nodes.SchemaStmt, nodes.RuleStmt))


def names(value: nodes.Node) -> list[nodes.Name]:
    """Return all names in ``value``."""
    with deep_recursion():
        finder = _Names()
        finder.visit(value)
        return finder.found


class _Names(Walker):
    def __init__(self) -> None:
        self.found: list[nodes.Name] = []

    def visit_Name(self, node: nodes.Name) -> None:
        self.found.append(node)


def means_same(document: Document, value: nodes.Expr, known: Mapping[str, Symbol]) -> bool:
    """Return whether the names of ``value`` denote the same where names are ``known``."""
    symbol_of = document.package.model.symbol_of
    for name in names(value):
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


def free_name(document: Document, wanted: str, taken: Collection[str] = ()) -> str:
    """Return ``wanted``, with a number if the file, its package or ``taken`` have that name."""
    known = {*re.findall(r"\w+", document.text), *document.package.model.globals, *taken}
    number = 1
    name = wanted
    while name in known:
        number += 1
        name = f"{wanted}{number}"
    return name


def moved(document: Document, value: nodes.Expr, offset: int) -> str | None:
    """Return the text of ``value``, indented for the line of ``offset``.

    None if it has long strings, whose lines must stay as they are.
    """
    first, *rest = document.text[value.start : value.end].split("\n")
    if rest and any(quotes in "\n".join([first, *rest]) for quotes in ('"""', "'''")):
        return None
    before, after = indent(document.text, value.start), indent(document.text, offset)
    return "\n".join([first, *(after + line.removeprefix(before) for line in rest)])


def indent(text: str, offset: int) -> str:
    """Return the blanks at the beginning of the line of ``offset``."""
    start = text.rfind("\n", 0, offset) + 1
    end = start
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return text[start:end]
