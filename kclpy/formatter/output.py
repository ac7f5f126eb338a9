"""The text in the making: pieces, the indentation of the line, blank lines that are due."""

from __future__ import annotations

from collections.abc import Sequence

INDENT = "    "


class _LineStart(str):
    """A piece that ends with the indentation of a line."""

    __slots__ = ()


class Output:
    """Lines that are written piece by piece.

    Indentation and blank lines are written with the first piece of a line, so that a line
    without pieces has no blanks, and neither the first line nor the last is empty. ``indent``
    is what a level is indented by.
    """

    def __init__(self, indent: str = INDENT) -> None:
        self.indent = indent
        self.depth = 0
        self.is_line_start = True
        self.blank_lines = 0  # due before the next line
        self._pieces: list[str] = []

    def write(self, text: str) -> None:
        """Write ``text`` at the end of the line."""
        if self.is_line_start:
            self._begin_line()
            self.write_indentation(self.indent * self.depth)
        self._pieces.append(text)

    def write_indentation(self, text: str) -> None:
        """Write ``text``, which indents a line or ends with what does."""
        self._pieces.append(_LineStart(text))

    def _begin_line(self) -> None:
        if self._pieces:
            self._pieces.append("\n" * self.blank_lines)
        self.blank_lines = 0
        self.is_line_start = False

    def end_line(self) -> None:
        """End the line, if there is anything in it."""
        if not self.is_line_start:
            self._pieces.append("\n")
            self.is_line_start = True

    def blank_line(self) -> None:
        """Leave one more line empty before the next one."""
        self.blank_lines += 1

    def mark(self) -> int:
        """Return a place in the text, which `since` takes."""
        return len(self._pieces)

    def since(self, mark: int) -> str:
        """Return what was written since ``mark``."""
        return "".join(self._pieces[mark:])

    def is_longer(self, start: int, end: int, limit: int) -> bool:
        """Tell whether more than ``limit`` bytes were written from mark ``start`` to ``end``."""
        length = 0
        for index in range(start, end):
            length += len(self._pieces[index].encode())
            if length > limit:
                return True
        return False

    def spread(self, places: Sequence[int]) -> None:
        """Put what stands between the pieces at ``places`` in braces, in lines one level deeper.

        The pieces at ``places`` are replaced, and so is the one behind the last of them.
        """
        pieces = self._pieces
        first, last = places[0], places[-1]
        for index in range(first, last):
            if pieces[index].__class__ is _LineStart:
                pieces[index] = _LineStart(pieces[index] + self.indent)
        outer = self._indentation(first)
        for index in places[:-1]:
            pieces[index] = _LineStart(f",\n{outer}{self.indent}")
        pieces[first] = _LineStart(f" {{\n{outer}{self.indent}")
        pieces[last] = _LineStart(f",\n{outer}")
        pieces[last + 1] = "}"

    def _indentation(self, index: int) -> str:
        """Return what the line of the piece at ``index`` is indented by."""
        for before in range(index - 1, -1, -1):
            piece = self._pieces[before]
            if piece.__class__ is _LineStart:
                return piece.rpartition("\n")[2]
        return ""

    def first_line(self, mark: int) -> str:
        """Return the first line that was written since ``mark``, without empty ones."""
        line = ""
        for index in range(mark, len(self._pieces)):
            piece = self._pieces[index]
            head, end, _ = piece.partition("\n")
            line += head
            if end and line:
                break
        return line

    def close_up(self, mark: int) -> None:
        """Take back the empty lines before the line that begins at ``mark``."""
        if not self._pieces[mark].strip("\n"):
            self._pieces[mark] = ""

    def text(self) -> str:
        """Return all that was written."""
        return "".join(self._pieces)
