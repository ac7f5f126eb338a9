"""Reading any text as YAML, or as JSON, which is YAML in brackets, with what is missing left out.

Lines are read one by one: their indentation tells which list or mapping they belong to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kclpy.ide.settings.tree import DEEPEST, Spot, Tree
from kclpy.packages.shapes import Path

_QUOTED = r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\n]|\'\')*\''
_KEY = re.compile(rf"({_QUOTED}|[^\s\[\]{{}},#&*!|>'\"%@`][^\n]*?)[ \t]*:(?=[ \t\r\n]|$)")
_DECORATION = re.compile(r"(?:[&!][^\s\[\]{},]*[ \t]+)+")
_PLAIN = re.compile(r"(?:[^\n#]|(?<![ \t])#)*")
_STRING = re.compile(rf"{_QUOTED}|[\"'][^\n]*")
_FLOW_PLAIN = re.compile(r"(?:[^\n\[\]{},:]|:(?![\s\[\]{},]|$))+")
_SPACE = re.compile(r"(?:[ \t\r\n]|(?:^|(?<=\s))#[^\n]*)*", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n?")


@dataclass(slots=True)
class _Block:
    """A list or mapping that lines belong to; ``last`` is the key or number of what came last."""

    column: int
    is_list: bool
    path: Path
    last: str | int = -1

    @property
    def inner(self) -> Path:
        """The path of what came last."""
        return (*self.path, self.last)


def read_yaml(text: str) -> Tree:
    """Return what stands in ``text``."""
    reader = _Reader(text)
    reader.read()
    return reader.tree


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = Tree()
        self.blocks: list[_Block] = []
        self.number = 0
        self.is_begun = False

    def read(self) -> None:
        at = 0
        while at < len(self.text):
            end = self.line(at)
            following = _LINE.match(self.text, end)
            assert following is not None
            at = following.end() if following.end() > at else at + 1

    def line(self, start: int) -> int:
        """Read the line at ``start``; return where reading goes on, within a later line maybe."""
        text = self.text
        at = start
        while text[at : at + 1] in (" ", "\t", "\r"):
            at += 1
        if text[at : at + 1] in ("", "\n", "#", "%"):
            return at
        if at == start and re.match(r"(---|\.\.\.)(?=\s|$)", text[at : at + 4]):
            self.number += self.is_begun
            self.is_begun = False
            self.blocks = []
            return at + 3
        self.is_begun = True
        is_item = self.is_dash(at)
        self.leave(at - start, is_item)
        while self.is_dash(at) and len(self.blocks) < DEEPEST:
            self.item(at - start)
            at += 1
            while text[at : at + 1] in (" ", "\t"):
                at += 1
            if text[at : at + 1] in ("", "\n", "\r", "#"):
                return at
        return self.content(at, at - start)

    def is_dash(self, at: int) -> bool:
        return self.text[at : at + 1] == "-" and self.text[at + 1 : at + 2] in ("", " ", "\n", "\r")

    def leave(self, column: int, is_item: bool) -> None:
        """Close what a line that begins at ``column`` is no part of."""
        blocks = self.blocks
        while blocks and blocks[-1].column > column:
            blocks.pop()
        if not is_item and blocks and blocks[-1].is_list and blocks[-1].column == column:
            if len(blocks) > 1 and blocks[-2].column == column:
                blocks.pop()  # the list stood at the column of its key

    def item(self, column: int) -> None:
        """Begin an item of a list."""
        top = self.blocks[-1] if self.blocks else None
        if top is None or not (top.is_list and top.column == column):
            top = _Block(column, True, self.inner)
            self.blocks.append(top)
        top.last = int(top.last) + 1

    @property
    def inner(self) -> Path:
        """The path of what a deeper line is the value of."""
        return self.blocks[-1].inner if self.blocks else ()

    def content(self, at: int, column: int) -> int:
        """Read a key with its value, or a scalar."""
        key = _KEY.match(self.text, at)
        top = self.blocks[-1] if self.blocks else None
        is_sibling = top is not None and not top.is_list and top.column == column
        if key is None:
            if is_sibling and top is not None:
                end = self.scalar_end(at)
                self.note((*top.path, self.said(at, end)), at, end, is_key=True, is_bare=True)
                return end
            return self.value(self.inner, at, column, is_alone=True)
        if top is None or not is_sibling:
            if len(self.blocks) >= DEEPEST:
                return key.end()
            top = _Block(column, False, self.inner)
            self.blocks.append(top)
        top.last = self.said(key.start(1), key.end(1))
        self.note(top.inner, key.start(1), key.end(1), is_key=True)
        at = key.end()
        while self.text[at : at + 1] in (" ", "\t"):
            at += 1
        return self.value(top.inner, at, column)

    def value(self, path: Path, at: int, column: int, is_alone: bool = False) -> int:
        """Read the value at ``path``; ``column`` is that of its key."""
        decoration = _DECORATION.match(self.text, at)
        if decoration is not None:
            at = decoration.end()
        first = self.text[at : at + 1]
        if first in ("", "\n", "\r", "#"):
            return at
        if first in ("[", "{"):
            return self.flow(path, at, 0)
        if first in ("|", ">") and not is_alone:
            end = self.block_text(at, column)
            length = len(self.text[at:end].rstrip())
            self.tree.texts.append(Spot(path, at, at + length, False, "", number=self.number))
            return end
        end = self.scalar_end(at)
        self.note(path, at, end, may_be_key=is_alone)
        return end

    def block_text(self, at: int, column: int) -> int:
        """Skip a text that spans lines, deeper than its key."""
        text = self.text
        end = text.find("\n", at)
        while 0 <= end < len(text):
            line_end = text.find("\n", end + 1)
            line = text[end + 1 : len(text) if line_end < 0 else line_end]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
                return end
            end = line_end
        return len(text)

    def scalar_end(self, at: int) -> int:
        pattern = _STRING if self.text[at] in "\"'" else _PLAIN
        found = pattern.match(self.text, at)
        return at + len(found[0].rstrip()) if found is not None else at

    # Brackets

    def flow(self, path: Path, at: int, depth: int) -> int:
        """Read ``[…]`` or ``{…}``, closed or not."""
        end = len(self.text) if depth > DEEPEST else self.flow_parts(path, at, depth)
        self.tree.brackets.append(Spot(path, at, end, False, "", number=self.number))
        return end

    def flow_parts(self, path: Path, at: int, depth: int) -> int:
        is_list = self.text[at] == "["
        at += 1
        position = 0
        while True:
            at = self.skip(at)
            char = self.text[at : at + 1]
            if char in ("", "]", "}"):
                return at + len(char)
            if char == ",":
                at += 1
            elif is_list:
                at = max(self.flow_value((*path, position), at, depth), at + 1)
                position += 1
            else:
                at = max(self.flow_entry(path, at, depth), at + 1)

    def flow_entry(self, path: Path, at: int, depth: int) -> int:
        """Read a key with its value, as much of it as there is."""
        if self.text[at] in "[{":
            return self.flow(path, at, depth + 1)
        end = self.flow_scalar_end(at)
        inner = (*path, self.said(at, end))
        behind = self.skip(end)
        has_value = self.text[behind : behind + 1] == ":"
        self.note(inner, at, end, is_key=True, is_bare=not has_value)
        if not has_value:
            return end
        behind = self.skip(behind + 1)
        if self.text[behind : behind + 1] in ("", ",", "}", "]"):
            return behind
        return self.flow_value(inner, behind, depth)

    def flow_value(self, path: Path, at: int, depth: int) -> int:
        if self.text[at] in "[{":
            return self.flow(path, at, depth + 1)
        end = self.flow_scalar_end(at)
        self.note(path, at, end)
        return end

    def flow_scalar_end(self, at: int) -> int:
        pattern = _STRING if self.text[at] in "\"'" else _FLOW_PLAIN
        found = pattern.match(self.text, at)
        return at + max(1, len(found[0].rstrip()) if found is not None else 1)

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return at if found is None else found.end()

    # What stands there

    def said(self, start: int, end: int) -> str:
        """Return what a scalar says."""
        written = self.text[start:end]
        quote = written[:1] if written[:1] in ("'", '"') else ""
        return written[1:].removesuffix(quote) if quote else written

    def note(
        self,
        path: Path,
        start: int,
        end: int,
        is_key: bool = False,
        may_be_key: bool = False,
        is_bare: bool = False,
    ) -> None:
        first = self.text[start : start + 1]
        quote = first if first in ("'", '"') else ""
        text = self.said(start, end)
        spot = Spot(path, start, end, is_key, text, quote, self.number, may_be_key, is_bare)
        self.tree.spots.append(spot)
