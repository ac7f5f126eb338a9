"""The indentation of a line that has just been begun."""

from __future__ import annotations

from kclpy.ide.document import Document
from kclpy.ide.edits import Edit
from kclpy.ide.formatting import encoding_for
from kclpy.syntax import nodes

_OPENING = (":", "{", "[", "(")
_CLOSING = ("}", "]", ")")


def indent_line(document: Document, offset: int) -> list[Edit]:
    """Return the change that indents the line of ``offset`` below one that opens something.

    A line that begins with the bracket that closes it stands below the opening one. Below other
    lines, and within strings, the editor's own indentation stays.
    """
    text = document.text
    start = text.rfind("\n", 0, offset) + 1
    if start == 0 or _is_in_string(document, start - 1):
        return []
    above = text.rfind("\n", 0, start - 1) + 1
    code = _without_comment(document, above, start - 1).rstrip()
    if not code.endswith(_OPENING):
        return []
    end = start
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    wanted = code[: len(code) - len(code.lstrip())]
    is_closed = code.endswith(_OPENING[1:]) and text[end : end + 1] in _CLOSING
    if not is_closed:
        wanted += encoding_for(text, document.path).indent
    return [] if text[start:end] == wanted else [Edit(start, end, wanted)]


def _is_in_string(document: Document, offset: int) -> bool:
    return any(
        isinstance(node, (nodes.StringLit, nodes.JoinedString)) and node.start < offset < node.end
        for node in document.around(offset)
    )


def _without_comment(document: Document, start: int, end: int) -> str:
    """Return what stands in ``[start, end)``, a part of a line, before a comment."""
    for comment in document.module.comments:
        if start <= comment.start < end:
            end = comment.start
    return document.text[start:end]
