"""Lines and columns, as the editor counts them, and offsets in the text."""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol import types

from kclpy.source import SourceFile, Span

_LINE_END = re.compile(r"\r\n|\n|\r")

# The lines of so many files are kept.
_MOST = 256


class Lines:
    """Where the lines of a file begin and end; unlike for the language, each ``\\r`` ends one."""

    def __init__(self, file: SourceFile) -> None:
        self.text = file.text
        self._ends: list[int] | None = None
        if "\r" in file.text:
            places = [match.span() for match in _LINE_END.finditer(file.text)]
            self.starts = [0, *(end for _, end in places)]
            self._ends = [start for start, _ in places]
        else:
            self.starts = file.line_starts

    def end(self, line: int) -> int:
        """Return where a line ends, before the characters that end it."""
        if line + 1 == len(self.starts):
            return len(self.text)
        return self.starts[line + 1] - 1 if self._ends is None else self._ends[line]


class Positions:
    """Positions in the encoding that client and server agreed on.

    What lies beyond a line or beyond the text is moved to its end.
    """

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self._lines: dict[str, tuple[SourceFile, Lines]] = {}  # by path, of one text each

    def lines(self, file: SourceFile) -> Lines:
        """Return the lines of ``file``."""
        found = self._lines.get(file.path)
        if found is None or found[0] is not file:
            if len(self._lines) >= _MOST:
                self._lines = {}
            found = self._lines[file.path] = (file, Lines(file))
        return found[1]

    def forget(self, path: str) -> None:
        """Forget the lines of a file."""
        self._lines.pop(path, None)

    def offset(self, lines: Lines, position: types.Position) -> int:
        """Return the offset of ``position``."""
        if position.line >= len(lines.starts):
            return len(lines.text)
        start, end = lines.starts[position.line], lines.end(position.line)
        text = lines.text[start:end]
        if text.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return start + min(position.character, len(text))
        return start + self._characters(text, position.character)

    def _characters(self, text: str, units: int) -> int:
        """Return how many characters the first ``units`` of ``text`` are."""
        for index, char in enumerate(text):
            units -= self._width(char)
            if units < 0:
                return index
        return len(text)

    def _width(self, char: str) -> int:
        if self.encoding == types.PositionEncodingKind.Utf8:
            return len(char.encode("utf-8", "surrogatepass"))
        return 2 if ord(char) > 0xFFFF else 1

    def units(self, text: str) -> int:
        """Return how long ``text`` is for the editor."""
        if text.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return len(text)
        return sum(map(self._width, text))

    def position(self, file: SourceFile, offset: int) -> types.Position:
        """Return the position of ``offset`` in ``file``."""
        lines = self.lines(file)
        offset = max(0, min(offset, len(lines.text)))
        line = bisect_right(lines.starts, offset) - 1
        start = lines.starts[line]
        before = lines.text[start : min(offset, lines.end(line))]
        return types.Position(line, self.units(before))

    def range(self, span: Span) -> types.Range:
        """Return the range of ``span``."""
        return types.Range(self.position(span.file, span.start), self.position(span.file, span.end))
