"""A source file: its path, its text, and the conversion of offsets to lines and columns.

Offsets are the currency of all phases; lines and columns exist only at the edges, in
rendering and in the language server's protocol.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from kclpy.source.span import Span


class SourceFile:
    """One text with the name under which diagnostics show it.

    ``text`` is what the lexer sees: decoded, without a byte order mark. Only ``\\n`` ends a
    line (reference, 01 section 1).
    """

    __slots__ = ("_line_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._line_starts: list[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the span ``[start, end)`` of this file."""
        return Span(self, start, end)

    @property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins; the first is 0."""
        if self._line_starts is None:
            lengths = [len(line) + 1 for line in self.text.split("\n")]
            *self._line_starts, _ = accumulate(lengths, initial=0)
        return self._line_starts

    @property
    def line_end(self) -> str:
        """What ends the first line, and therefore new ones."""
        line, newline, _ = self.text.partition("\n")
        return "\r\n" if newline and line.endswith("\r") else "\n"

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and the 0-based column, in characters, of ``offset``.

        A negative offset belongs to what stands in no file: line 0.
        """
        if offset < 0:
            return 0, 0
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1]

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a 1-based ``line`` and a 0-based ``column`` within it."""
        return self.line_starts[line - 1] + column

    def line_text(self, line: int) -> str | None:
        """Return the text of the 1-based ``line`` without its end, or None beyond the file."""
        starts = self.line_starts
        if not 1 <= line <= len(starts):
            return None
        end = starts[line] - 1 if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end]

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r})"
