"""Texts as an editor holds them: a cursor, changes one after the other, and undo.

Every change is returned in the words of the protocol; columns count UTF-16 if nothing else is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_LINE_END = re.compile(r"\r\n|\n|\r")
_LINE_PARTS = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)")

Change = dict[str, Any]


def position(text: str, offset: int, encoding: str = "utf-16") -> dict[str, int]:
    """Return the line and the column of an offset."""
    line = start = 0
    for match in _LINE_END.finditer(text, 0, len(text)):
        if match.end() > offset:
            break
        line, start = line + 1, match.end()
    return {"line": line, "character": units(text[start:offset], encoding)}


def offset(text: str, given: Mapping[str, int], encoding: str = "utf-16") -> int:
    """Return the offset of a position, which must be one of the text."""
    lines = _LINE_END.split(text)
    start = sum(map(len, _LINE_PARTS.findall(text)[: given["line"]]))
    line = lines[given["line"]]
    widths = [units(line[:end], encoding) for end in range(len(line) + 1)]
    return start + widths.index(given["character"])


def units(text: str, encoding: str = "utf-16") -> int:
    """Return how long ``text`` is in an encoding."""
    size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    name = encoding if size == 1 else f"{encoding}-le"
    return len(text.encode(name, "surrogatepass")) // size


@dataclass
class Screen:
    """One text that is open."""

    text: str
    cursor: int = 0
    _undo: list[tuple[int, str, str]] = field(default_factory=list)  # offset, before, after

    def replace(self, start: int, end: int, text: str) -> Change:
        """Write ``text`` in the place of a range; the cursor stands behind it.

        The protocol has no position between the two characters of a line end.
        """
        start = self.start_of(start)
        end = max(start, self.start_of(end))
        self._undo.append((start, self.text[start:end], text))
        return self._apply(start, end, text)

    def start_of(self, offset: int) -> int:
        """Return ``offset``, or where the line end begins that it lies in."""
        return offset - 1 if self.text[offset - 1 : offset + 1] == "\r\n" else offset

    def _apply(self, start: int, end: int, text: str) -> Change:
        span = {"start": position(self.text, start), "end": position(self.text, end)}
        self.text = self.text[:start] + text + self.text[end:]
        self.cursor = start + len(text)
        return {"range": span, "text": text}

    def type(self, text: str) -> Change:
        """Write ``text`` at the cursor."""
        return self.replace(self.cursor, self.cursor, text)

    def erase(self) -> Change:
        """Take away the character before the cursor."""
        return self.replace(max(0, self.cursor - 1), self.cursor, "")

    def undo(self) -> Change | None:
        """Take back the last change; there is none if all are taken back."""
        if not self._undo:
            return None
        start, before, after = self._undo.pop()
        return self._apply(start, start + len(after), before)
