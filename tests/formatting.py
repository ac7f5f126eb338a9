"""What must hold for every text that is formatted."""

from __future__ import annotations

from kclpy.diagnostics import Diagnostics
from kclpy.formatter import format_text
from kclpy.formatter.output import INDENT
from kclpy.formatter.sameness import is_same_tree
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse


def faults(text: str, indent: str = INDENT) -> list[str]:
    """Return what is wrong with the formatting of ``text``; a refused text has no faults."""
    first = format_text(text, indent=indent)
    if first.is_failure:
        return [] if first.text == text else ["a text with mistakes is changed"]
    found = []
    before, after = parsed(text), parsed(first.text)
    if not is_same_tree(before, after):
        found.append("the tree is another one")
    if [c.text for c in before.comments] != [c.text for c in after.comments]:
        found.append("comments are lost, changed or moved")
    if format_text(first.text, indent=indent).text != first.text:
        found.append("formatting again changes the text")
    return found


def parsed(text: str) -> nodes.Module:
    """Return the tree of ``text``."""
    return parse(SourceFile("main.k", text.replace("\r\n", "\n")), Diagnostics())
