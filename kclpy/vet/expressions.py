"""From a document to the expression that stands for it (reference, 07 section 3).

The nodes lie in the data file, so that the checker reports its mistakes there.
"""

from __future__ import annotations

from kclpy.runtime.values import Value
from kclpy.syntax import nodes
from kclpy.vet.documents import Document
from kclpy.vet.places import Path


def statement_for(document: Document, name: str, schema: str) -> nodes.AssignStmt:
    """Return ``name = schema {…}``; of a list, each mapping in it is an instance."""
    start, end = document.place(()).value
    target = nodes.Name(start, end, name)
    value = _Builder(document, schema).whole()
    return nodes.AssignStmt(start, end, [target], None, value)


class _Builder:
    def __init__(self, document: Document, schema: str) -> None:
        self.document = document
        self.schema = schema

    def whole(self) -> nodes.Expr:
        """Return the expression for the document."""
        value = self.document.value
        if not isinstance(value, list):
            return self.instance((), value)
        start, end = self.document.place(()).value
        items = [self.instance((number,), item) for number, item in enumerate(value)]
        return nodes.ListExpr(start, end, items)

    def instance(self, path: Path, value: Value) -> nodes.Expr:
        """Return an instance of the schema for a mapping, what it is for any other value."""
        if not isinstance(value, dict):
            return self.expression(path, value)
        start, end = self.document.place(path).value
        name = nodes.Name(start, start, self.schema)
        return nodes.SchemaExpr(start, end, name, [], [], self.config(path, value))

    def config(self, path: Path, value: dict[str, Value]) -> nodes.ConfigExpr:
        start, end = self.document.place(path).value
        entries: list[nodes.ConfigEntry | nodes.ConfigIfEntry] = []
        for key, item in value.items():
            place = self.document.place((*path, key))
            key_start, key_end = place.key or place.value
            written = nodes.StringLit(key_start, key_end, key)
            inner = self.expression((*path, key), item)
            entries.append(nodes.ConfigEntry(key_start, inner.end, written, ":", inner))
        return nodes.ConfigExpr(start, end, entries)

    def expression(self, path: Path, value: Value) -> nodes.Expr:
        start, end = self.document.place(path).value
        if isinstance(value, dict):
            return self.config(path, value)
        if isinstance(value, list):
            items = [self.expression((*path, n), item) for n, item in enumerate(value)]
            return nodes.ListExpr(start, end, items)
        if value is None or isinstance(value, bool):
            return nodes.ConstantLit(start, end, str(value))
        if isinstance(value, str):
            return nodes.StringLit(start, end, value)
        return _number(start, end, value)


def _number(start: int, end: int, value: float) -> nodes.Expr:
    """Return a number; one below zero is an expression."""
    if value < 0:
        return nodes.UnaryExpr(start, end, "-", nodes.NumberLit(start, end, -value))
    return nodes.NumberLit(start, end, value)
