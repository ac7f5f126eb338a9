"""The text of expressions as the service gives it: in the layout of the formatter."""

from __future__ import annotations

import textwrap

from kclpy.formatter import format_text
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children

_TARGET = "v = "


def printed(node: nodes.Expr, file: SourceFile, is_spread: bool = True) -> str:
    """Return the text of an expression.

    A list or config is written over several lines if its items begin below its bracket; one that
    ``is_spread`` is whenever it stands below the first line of its file.
    """
    written = text = file.text[node.start : node.end]
    if isinstance(node, nodes.ListExpr | nodes.ConfigExpr) and len(text) > 2:
        inner = text[1:-1].strip()
        line = file.position(node.start)[0]
        if (is_spread and line > 1) or _has_items_below(node, file):
            text = f"{text[0]}\n{_indent(text)}{inner}\n{text[-1]}"
        elif "#" not in inner:
            text = f"{text[0]}{inner}{text[-1]}"
    formatted = format_text(_TARGET + text)
    return written if formatted.is_failure else formatted.text.removeprefix(_TARGET).rstrip("\n")


def _has_items_below(node: nodes.ListExpr | nodes.ConfigExpr, file: SourceFile) -> bool:
    line = file.position(node.start)[0]
    return any(file.position(item.start)[0] > line for item in children(node))


def _indent(text: str) -> str:
    """Return the indentation of the second line of ``text``, or that of a new one."""
    _, newline, rest = text.partition("\n")
    line = rest.partition("\n")[0]
    indent = line[: len(line) - len(line.lstrip())]
    return indent if newline and indent else "    "


def indented(text: str) -> str:
    """Return ``text`` one level deeper."""
    return textwrap.indent(text, "    ")
