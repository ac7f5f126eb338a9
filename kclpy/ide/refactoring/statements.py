"""Statements with what belongs to them: the comments that are indented below."""

from __future__ import annotations

from kclpy.ide.document import Document
from kclpy.syntax import nodes


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
