"""The type that is expected of what is being written, where the tree does not reach it yet."""

from __future__ import annotations

from kclpy.ide.arguments import open_call
from kclpy.ide.completion.context import Context, Place
from kclpy.ide.document import Document
from kclpy.ide.expectation import expected_at
from kclpy.ide.members import member_type
from kclpy.syntax import nodes
from kclpy.types import AnyType, Type


def expected_of(document: Document, context: Context) -> Type | None:
    """Return the type of the value that is being written, None if nothing is known of it."""
    if context.config is not None and context.key:
        found: Type | None = document.package.types.expected.get(context.config)
        for name in context.key:
            found = None if found is None else member_type(found, name)
        return _known(found)
    start = context.before if context.place is Place.TEXT else context.start
    call = open_call(document, start)
    if call is not None and call.expected is not None:
        return _known(call.expected.type)
    found = _of_statement(document, context)
    if (
        found is None
        and not context.is_condition
        and not isinstance(document.around(context.start)[-1], nodes.LambdaExpr)
    ):
        found = expected_at(document, _missing_at(document, context) or context.start)
    return _known(found)


def _missing_at(document: Document, context: Context) -> int | None:
    """Return where what is being written stands in the tree, if it is missing there."""
    last = len(document.text[: context.start].rstrip())
    is_missing = isinstance(document.around(last)[-1], nodes.MissingExpr)
    return last if is_missing and not context.prefix else None


def _known(type_: Type | None) -> Type | None:
    return None if isinstance(type_, AnyType) else type_


def _of_statement(document: Document, context: Context) -> Type | None:
    """Return the type of the name that is assigned, or compared with, right before the place."""
    way = document.around(context.before) if context.before >= 0 else []
    for node in reversed(way):
        match node:
            case nodes.AssignStmt() if _is_behind(node.value, context):
                return document.type_of(node.targets[0])
            case nodes.SchemaAttr() if _is_behind(node.value, context):
                return document.type_of(node.name_node)
            case nodes.Param() if _is_behind(node.default, context):
                return document.type_of(node.name)
            case nodes.CompareExpr():
                return document.type_of(node.left)
    return None


def _is_behind(value: nodes.Expr | None, context: Context) -> bool:
    """Tell whether a value is missing: what stands for it may belong to what follows."""
    return isinstance(value, nodes.MissingExpr) or (
        value is not None and context.start < value.start and not context.prefix
    )
