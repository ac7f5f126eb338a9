"""Which type is expected of the value that stands, or will stand, at a place."""

from __future__ import annotations

from itertools import pairwise

from kclpy.ide.describe import type_of
from kclpy.ide.document import Document
from kclpy.ide.members import item_type, member_type
from kclpy.syntax import nodes
from kclpy.types import AnyType, FunctionType, SchemaType, Type

# Of their parts other types are expected than of themselves.
_MADE_OF_OTHERS = (
    nodes.ListComp,
    nodes.DictComp,
    nodes.CompClause,
    nodes.QuantExpr,
    nodes.SubscriptExpr,
    nodes.CallExpr,
    nodes.ConfigExpr,
)


def expected_at(document: Document, offset: int) -> Type | None:
    """Return the type that is expected at ``offset``, None if nothing is known."""
    expected: Type | None = None
    way = document.around(offset)
    for outer, node in pairwise(way):
        expected = _within(document, outer, node, expected)
    innermost = way[-1]
    if isinstance(innermost, nodes.ListExpr) and innermost.start < offset:
        return item_type(expected)
    return None if isinstance(innermost, _MADE_OF_OTHERS) else expected


def config_at(document: Document, offset: int) -> tuple[nodes.ConfigExpr, Type | None] | None:
    """Return the config literal around ``offset``, and what it is expected to be."""
    configs = [
        node
        for node in document.around(offset)
        if isinstance(node, nodes.ConfigExpr) and node.start < offset
    ]
    if not configs:
        return None
    return configs[-1], document.package.types.expected.get(configs[-1])


def params_of(callee: Type) -> FunctionType | None:
    """Return the function that a call of a value of type ``callee`` calls."""
    if isinstance(callee, SchemaType):
        return callee.definition.constructor
    return callee if isinstance(callee, FunctionType) else None


def called(document: Document, callee: nodes.Expr) -> FunctionType | None:
    """Return the function that ``callee`` names, also one that is declared further below."""
    type_ = document.type_of(callee)
    if isinstance(type_, AnyType):
        found = document.occurrences.at(callee.end)
        if found is not None and found.span.end == callee.end:
            type_ = type_of(found.declaration, document.program)
    return params_of(type_)


def _within(
    document: Document, outer: nodes.Node, node: nodes.Node, expected: Type | None
) -> Type | None:
    """Return what is expected of ``node``, a part of ``outer`` of which ``expected`` is."""
    match outer:
        case nodes.AssignStmt() if node is outer.value and outer.targets:
            return document.type_of(outer.targets[0])
        case nodes.SchemaAttr() if node is outer.value:
            return document.type_of(outer.name_node)
        case nodes.Param() if node is outer.default:
            return document.type_of(outer.name)
        case nodes.ConfigEntry() if node is outer.value:
            return _of_key(outer.key, expected)
        case nodes.SchemaExpr(config=nodes.ConfigExpr() as config) if node is config:
            return document.package.types.expected.get(config)
        case nodes.SchemaExpr() | nodes.CallExpr():
            return _of_argument(document, outer, node)
        case nodes.Keyword() if node is outer.value:
            return expected
        case nodes.CompareExpr() if node is not outer.left:
            return document.type_of(outer.left)
        case nodes.ListExpr() | nodes.ListComp():
            return item_type(expected)
        case nodes.IfExpr() if node is not outer.test:
            return expected
        case nodes.BinaryExpr(op="or"):
            return expected
        case nodes.ParenExpr() | nodes.ConfigIfEntry() | nodes.ListIfItem():
            return expected
        case nodes.ConfigExpr():
            return document.package.types.expected.get(outer, expected)
    return None


def _of_key(key: nodes.Expr | None, expected: Type | None) -> Type | None:
    """Return what is expected of the value of a key."""
    if key is None:
        return expected
    if isinstance(key, nodes.StringLit):
        return None if expected is None else member_type(expected, key.value)
    for name in nodes.dotted_name(key) or ():
        expected = None if expected is None else member_type(expected, name.id)
    return expected


def _of_argument(
    document: Document, call: nodes.SchemaExpr | nodes.CallExpr, node: nodes.Node
) -> Type | None:
    callee = call.func if isinstance(call, nodes.CallExpr) else call.name
    function = called(document, callee)
    if function is None:
        return None
    if isinstance(node, nodes.Keyword):
        return next((p.type for p in function.params if p.name == node.arg.id), None)
    for arg, param in zip(call.args, function.params, strict=False):
        if arg is node:
            return param.type
    return None
