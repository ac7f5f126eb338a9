"""The type that is expected of what is being written, where the tree does not reach it yet."""

from __future__ import annotations

from kclpy.ide.completion.context import Context
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
    found = _of_statement(document, context)
    if (
        found is None
        and not context.is_condition
        and not isinstance(document.around(context.start)[-1], nodes.LambdaExpr)
    ):
        found = expected_at(document, context.start)
    return _known(found)


def _known(type_: Type | None) -> Type | None:
    return None if isinstance(type_, AnyType) else type_


def _of_statement(document: Document, context: Context) -> Type | None:
    """Return the type of the name that is assigned, or compared with, right before the place."""
    for node in reversed(document.around(max(0, context.before))):
        if isinstance(node, nodes.AssignStmt) and isinstance(node.value, nodes.MissingExpr):
            return document.type_of(node.targets[0])
        if isinstance(node, nodes.SchemaAttr) and isinstance(node.value, nodes.MissingExpr):
            return document.type_of(node.name_node)
        if isinstance(node, nodes.CompareExpr):
            return document.type_of(node.left)
    return None
