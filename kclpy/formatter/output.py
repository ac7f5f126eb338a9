"""The text in the making: pieces, the indentation of the line, blank lines that are due."""

from __future__ import annotations

INDENT = "    "


class Output:
    """Lines that are written piece by piece.

    Indentation and blank lines are written with the first piece of a line, so that a line
    without pieces has no blanks, and neither the first line nor the last is empty.
    """

    def __init__(self) -> None:
        self.depth = 0
        self.is_line_start = True
        self.blank_lines = 0  # due before the next line
        self._pieces: list[str] = []

    def write(self, text: str) -> None:
        """Write ``text`` at the end of the line."""
        if self.is_line_start:
            self._begin_line()
            self._pieces.append(INDENT * self.depth)
        self._pieces.append(text)

    def write_raw(self, text: str) -> None:
        """Write a whole line that is indented already, without its end."""
        self._begin_line()
        self._pieces.append(text)

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

    def undo(self, mark: int) -> None:
        """Take back what was written on this line since ``mark``."""
        del self._pieces[mark:]

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
