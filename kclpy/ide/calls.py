"""Who calls whom: lambdas, and schemas, which are called when an instance is made."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from kclpy.ide.cancel import CancelToken
from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.document import Document
from kclpy.ide.finder import Occurrence
from kclpy.ide.hierarchy import SCHEMAS, Item, item_of
from kclpy.ide.navigation import uses
from kclpy.ide.workspace import Snapshot
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.recursion import deep_recursion
from kclpy.syntax.visitor import Walker


@dataclass(frozen=True, slots=True)
class Call:
    """The other side of calls: who calls or is called, and at which places."""

    item: Item
    places: tuple[Span, ...]


def callable_at(document: Document, offset: int) -> Declaration | None:
    """Return the lambda or the schema that is named at ``offset``."""
    found = document.occurrences.at(offset)
    if found is None or not _is_callable(found.declaration):
        return None
    return found.declaration


def _is_callable(declaration: Declaration) -> bool:
    if declaration.kind in SCHEMAS:
        return True
    node = declaration.node
    value = node.value if isinstance(node, nodes.AssignStmt) else None
    return isinstance(value, nodes.LambdaExpr)


def incoming(
    snapshot: Snapshot, document: Document, declaration: Declaration, token: CancelToken
) -> list[Call]:
    """Return what calls ``declaration``; what stands in no declaration is called by its file."""
    calls: dict[str, set[int]] = {}
    found: list[tuple[Item, Span]] = []
    for one in uses(snapshot, document, declaration, token):
        path = one.span.file.path
        home = snapshot.document(path, token)
        if path not in calls:
            calls[path] = _calls(home.module)
        if one.span.end in calls[path]:
            found.append((_caller(home, one), one.span))
    return _grouped(found)


def outgoing(snapshot: Snapshot, declaration: Declaration, token: CancelToken) -> list[Call]:
    """Return what ``declaration`` calls; what comes with the language has no place to show."""
    span, node = declaration.span, declaration.node
    if span is None or node is None:
        return []
    document = snapshot.document(span.file.path, token)
    calls = _calls(document.module)
    found = []
    for one in document.occurrences:
        if node.start <= one.span.start < node.end and one.span.end in calls:
            item = item_of(one.declaration)
            if item is not None:
                found.append((item, one.span))
    return _grouped(found)


def _grouped(found: Iterable[tuple[Item, Span]]) -> list[Call]:
    places: dict[tuple[str, int], tuple[Item, list[Span]]] = {}
    for item, span in found:
        key = (item.name_span.file.path, item.name_span.start)
        places.setdefault(key, (item, []))[1].append(span)
    return [Call(item, tuple(spans)) for item, spans in places.values()]


def _caller(document: Document, call: Occurrence) -> Item:
    """Return the lambda or the schema around a call, else the variable, else the file."""
    variable: Item | None = None
    for node in reversed(document.around(call.span.start, call.span.end)):
        name = _name(node)
        known = None if name is None else document.occurrences.at(name.start)
        if known is not None:
            one = known.declaration
            span = document.file.span(node.start, node.end)
            variable = Item(one.name, one.kind, span, known.span, one.package)
            if not isinstance(node, nodes.UnificationStmt) and _is_callable(one):
                return variable
    whole = document.file.span(0, len(document.text))
    start = document.file.span(0, 0)
    return variable or Item(os.path.basename(document.path), Kind.MODULE, whole, start)


def _name(node: nodes.Node) -> nodes.Name | None:
    """Return the name that a statement declares."""
    match node:
        case nodes.SchemaStmt() | nodes.RuleStmt():
            return node.name
        case nodes.AssignStmt():
            return nodes.root_name(node.targets[0])
        case nodes.UnificationStmt():
            return nodes.root_name(node.target)
    return None


def _calls(module: nodes.Module) -> set[int]:
    """Return where the names end that are called."""
    with deep_recursion():
        finder = _Calls()
        finder.visit_all(module.body)
        return finder.ends


class _Calls(Walker):
    def __init__(self) -> None:
        self.ends: set[int] = set()

    def visit_CallExpr(self, node: nodes.CallExpr) -> None:
        self.ends.add(node.func.end)
        self.descend(node)

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> None:
        self.ends.add(node.name.end)
        self.descend(node)
