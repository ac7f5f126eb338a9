"""What is not formatted: parts that the author wants left alone.

``# kclpy: fmt off`` on a line of its own begins such a part, ``# kclpy: fmt on`` ends it;
``# kclpy: fmt skip`` stands behind a single statement, entry or item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kclpy.formatter.output import Output
from kclpy.syntax import nodes
from kclpy.syntax.trivia import Trivia
from kclpy.syntax.visitor import children

_DIRECTIVE = re.compile(r"#\s*(?:kclpy:\s*fmt:?|fmt:)\s*(off|on|skip)\b")


class Kept:
    """The parts of a module that stay as they are."""

    def __init__(self, trivia: Trivia, statements: Sequence[nodes.Node], end: int) -> None:
        self.trivia = trivia
        self._statements = {id(statement) for statement in statements}
        self._skips: list[nodes.Comment] = []
        self._parts: list[tuple[int, int]] = []
        self._read(end)
        self.is_empty = not (self._statements or self._skips or self._parts)

    def _read(self, end: int) -> None:
        """Find the directives; a part that nothing ends goes on to ``end``."""
        start: int | None = None
        for comment in self.trivia.comments:
            match = _DIRECTIVE.match(comment.text)
            word = match[1] if match else ""
            if word == "skip":
                self._skips.append(comment)
            elif word and not self.trivia.has_own_line(comment):
                continue
            elif word == "off" and start is None:
                start = comment.end
            elif word == "on" and start is not None:
                self._parts.append((start, comment.start))
                start = None
        if start is not None:
            self._parts.append((start, end))

    def run(self, several: Sequence[nodes.Node], index: int) -> int:
        """Return how many of ``several`` nodes from ``index`` on stay as they are, together."""
        if self.is_empty:
            return 0
        node = several[index]
        if id(node) in self._statements:
            return 1
        if any(self.trivia.is_beside(node.end, c) for c in self._skips if c.start >= node.end):
            return 1
        part = next((p for p in self._parts if p[0] <= node.start < p[1]), None)
        if part is None:
            return 0
        count = 1
        while index + count < len(several) and several[index + count].start < part[1]:
            count += 1
        return count


def write_moved(
    out: Output, text: str, span: tuple[int, int], line_start: int, several: Sequence[nodes.Node]
) -> None:
    """Write ``text[start:end]``, the source of ``several`` nodes, with another indentation.

    ``span`` is start and end; the line of the start begins at ``line_start``. Lines within
    strings stay.
    """
    position, end = span
    column = position - line_start
    indentation = out.indent * out.depth
    is_in_place = text[line_start:position] == indentation
    strings = _long_strings(several)
    while (newline := text.find("\n", position, end)) >= 0:
        out.write(text[position : newline + 1])
        position = newline + 1
        if any(a < position <= b for a, b in strings):
            continue
        line_end = text.find("\n", position)
        line = text[position : end if line_end < 0 else line_end]
        blanks = len(line) - len(line.lstrip(" \t"))
        shift = min(blanks, column)
        if blanks < len(line):
            out.write_indentation(line[:shift] if is_in_place else indentation)
            position += shift
        elif not is_in_place:
            position += shift
    out.write(text[position:end])


def _long_strings(several: Sequence[nodes.Node]) -> list[tuple[int, int]]:
    """Return the places of the strings in ``several`` nodes that may have lines."""
    found = []
    todo = list(several)
    while todo:
        node = todo.pop()
        if isinstance(node, nodes.StringLit | nodes.JoinedString):
            if node.is_long:
                found.append((node.start, node.end))
        else:
            todo.extend(children(node))
    return found
