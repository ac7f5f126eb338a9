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


def lines_end(document: Document, statement: nodes.Node) -> int:
    """Return where the lines of ``statement`` end, with comments that are indented below it."""
    text = document.text
    end = text.find("\n", len(text[: statement.end].rstrip()))
    while end >= 0:
        following = text.find("\n", end + 1)
        line = text[end + 1 : following if following >= 0 else len(text)]
        if line[:1] not in (" ", "\t") or not line.strip():
            break
        end = following
    return len(text) if end < 0 else end + 1
