"""Statements with what belongs to them: the comments in the lines right above."""

from __future__ import annotations

from kclpy.ide.document import Document
from kclpy.syntax import nodes


def leading(document: Document, statement: nodes.Node) -> int:
    """Return where ``statement`` begins with its decorators and the comments above it."""
    text = document.text
    decorators = getattr(statement, "decorators", ())
    start: int = min([statement.start, *(one.start for one in decorators)])
    start = text.rfind("\n", 0, start) + 1
    comments = {text.rfind("\n", 0, one.start) + 1 for one in document.module.comments}
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if above not in comments or text[above] != "#":
            break
        start = above
    return start
