"""Trivia: what stands between the nodes, comments and blank lines, asked for by offset.

A tree has its comments in `nodes.Module.comments`, in the order of the text. Whoever prints
the tree again asks here which of them lie between two nodes, and where lines begin and end.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from kclpy.syntax import nodes

_BLANK = r"[ \t\r\x0b\x0c\x85\u200e\u200f\u2028\u2029]"
_BLANK_LINE = re.compile(rf"\n{_BLANK}*+\n")
_NOTHING = re.compile(rf"(?:{_BLANK}|,|\n|\\\r?\n|#[^\n]*+)*+")
_SAME_LINE = re.compile(rf"(?:{_BLANK}|,)*+")


class Trivia:
    """The comments and the lines of one module."""

    def __init__(self, module: nodes.Module) -> None:
        self.comments = module.comments
        self._text = module.file.text
        self._file = module.file
        self._starts = [comment.start for comment in module.comments]

    def has_comment(self, start: int, end: int) -> bool:
        """Tell whether a comment begins in ``[start, end)``."""
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] < end

    def has_blank_line(self, start: int, end: int) -> bool:
        """Tell whether an empty line lies in ``[start, end)``; ``start`` is within a line."""
        return _BLANK_LINE.search(self._text, start, end) is not None

    def is_line_apart(self, start: int, end: int) -> bool:
        """Tell whether ``end`` is on a later line than ``start``."""
        return self._text.find("\n", start, end) >= 0

    def is_beside(self, end: int, comment: nodes.Comment) -> bool:
        """Tell whether nothing but blanks and commas lies between ``end`` and ``comment``."""
        return _SAME_LINE.fullmatch(self._text, end, comment.start) is not None

    def has_own_line(self, comment: nodes.Comment) -> bool:
        """Tell whether nothing stands before ``comment`` on its line."""
        return not self._text[self.line_start(comment.start) : comment.start].strip()

    def line_start(self, offset: int) -> int:
        """Return where the line of ``offset`` begins."""
        return self._text.rfind("\n", 0, offset) + 1

    def leading(self, offset: int) -> int:
        """Return where the line of ``offset`` begins, or the comments in the lines right above."""
        start = self.line_start(offset)
        while start:
            above = self.line_start(start - 1)
            if self._text[above] != "#" or not self.has_comment(above, above + 1):
                break
            start = above
        return start

    def column(self, offset: int) -> int:
        """Return how many characters stand before ``offset`` on its line."""
        return offset - self.line_start(offset)

    def next_token(self, offset: int) -> int:
        """Return where the next token after ``offset`` begins, commas and line ends left out."""
        match = _NOTHING.match(self._text, offset)
        return offset if match is None else match.end()

    def find(self, word: str, offset: int) -> int:
        """Return where ``word`` stands next after ``offset``, outside of comments; -1 if nowhere"""
        found = self._text.find(word, offset)
        while found >= 0:
            index = bisect_left(self._starts, found + 1) - 1
            if index < 0 or self.comments[index].end <= found:
                break
            found = self._text.find(word, self.comments[index].end)
        return found
