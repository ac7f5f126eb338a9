"""The text of expressions as the service gives it: in the layout of the formatter."""

from __future__ import annotations

import textwrap

from kclpy.source import SourceFile
from kclpy.syntax import nodes


def printed(node: nodes.Expr, file: SourceFile) -> str:
    """Return the text of an expression."""
    text = file.text
    start = text.rfind("\n", 0, node.start) + 1
    depth = len(text[start : node.start]) - len(text[start : node.start].lstrip())
    first, *rest = text[node.start : node.end].split("\n")
    return "\n".join(
        [first, *(line[min(depth, len(line) - len(line.lstrip())) :] for line in rest)]
    )


def indented(text: str) -> str:
    """Return ``text`` one level deeper."""
    return textwrap.indent(text, "    ")
