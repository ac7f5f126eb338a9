"""What all nodes have: a place, and names in several forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Visitor

Json = dict[str, Any]


class TreeBase(Visitor[Json]):
    """Makes the JSON of the nodes of one file; a method gives a node without its place."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file

    def node(self, node: nodes.Node) -> Json:
        """Return a node with its place."""
        return self.placed(self.visit(node), node.start, node.end)

    def placed(self, inner: Any, start: int, end: int) -> Json:
        """Return what stands in a range of the file."""
        line, column = self.file.position(start)
        end_line, end_column = self.file.position(end)
        return {
            "node": inner,
            "filename": self.file.path,
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column,
        }

    def optional(self, node: nodes.Node | None) -> Json | None:
        """Return a node with its place, None for none."""
        return None if node is None else self.node(node)

    def all(self, several: Iterable[nodes.Node]) -> list[Json]:
        """Return several nodes with their places."""
        return [self.node(node) for node in several]

    def text(self, node: nodes.Node) -> str:
        """Return the text of a node."""
        return self.file.text[node.start : node.end]

    def word(self, name: nodes.Name) -> Json:
        """Return a name as it is written, with its place."""
        return self.placed(self.text(name), name.start, name.end)

    def names(self, names: Iterable[nodes.Name], ctx: str = "Load") -> Json:
        """Return a dotted name."""
        return {"names": [self.word(name) for name in names], "pkgpath": "", "ctx": ctx}

    def dotted(self, node: nodes.Node, ctx: str = "Load") -> Json:
        """Return an expression that must be a dotted name, with its place."""
        names = nodes.dotted_name(node) if isinstance(node, nodes.Expr) else None
        return self.placed(self.names(names or [], ctx), node.start, node.end)
