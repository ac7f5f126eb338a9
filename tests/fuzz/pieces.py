"""A program's text cut into pieces: what a breakage replaces, drops or repeats."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"(?P<comment>\#[^\n]*)"
    r"|(?P<text>r?\"\"\"(?:\\.|[^\\])*?\"\"\"|r?'''(?:\\.|[^\\])*?'''"
    r"|r?\"(?:\\.|[^\"\\\n])*\"|r?'(?:\\.|[^'\\\n])*')"
    r"|(?P<number>0[xob][0-9a-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?(?:[KMGTP]i?|[num])?\b)"
    r"|(?P<word>\$?[A-Za-z_]\w*)"
    r"|(?P<space>[ \t]+|\\\n)"
    r"|(?P<line>\n)"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])"
    r"|(?P<sign>\*\*=|//=|<<=|>>=|->|\.\.\.|\*\*|//|<<|>>|<=|>=|==|!=|[-+*/%&|^]=|\?\.|\S)"
)
KEYWORDS = frozenset(
    "import as rule schema mixin protocol relaxed check for assert if elif else or and not in is"
    " final lambda all any filter map type True False None Undefined".split()
)


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; ``kind`` is the name of its group in the expression above."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind the piece."""
        return self.start + len(self.text)

    @property
    def is_name(self) -> bool:
        """Whether the piece is a word that is no keyword."""
        return self.kind == "word" and self.text not in KEYWORDS


def pieces(text: str) -> list[Piece]:
    """Return all pieces of ``text`` but blanks and comments."""
    found = (Piece(m.lastgroup or "", m[0], m.start()) for m in _PIECE.finditer(text))
    return [piece for piece in found if piece.kind not in ("space", "comment")]


def items(found: list[Piece]) -> list[tuple[int, int, str]]:
    """Return what stands between brackets and commas: start, end, and the opening bracket.

    The end is that of the comma behind an item, if there is one.
    """
    result: list[tuple[int, int, str]] = []
    stack: list[list[Piece]] = []
    for piece in found:
        if piece.kind == "open":
            stack.append([piece])
        elif stack and (piece.kind == "close" or piece.text == ","):
            bracket, *inside = stack[-1]
            if inside:
                end = piece.end if piece.text == "," else inside[-1].end
                result.append((inside[0].start, end, bracket.text))
            if piece.kind == "close":
                stack.pop()
                if stack:
                    stack[-1].append(piece)
            else:
                stack[-1] = [bracket]
        elif stack:
            stack[-1].append(piece)
    return result


def replaced(text: str, start: int, end: int, new: str) -> str:
    """Return ``text`` with one stretch of it replaced."""
    return text[:start] + new + text[end:]
