"""How far a mistake reaches, read from brackets and indentation.

What begins a line (a statement, an entry of a config, an item of a list) reaches to the next
line that is not deeper. As long as all brackets of a file match, lines within brackets belong
to what opened them, however they are indented; otherwise indentation alone decides, as it
does for the eye.
"""

from __future__ import annotations

from typing import NamedTuple

from kclpy.syntax import tokens
from kclpy.syntax.tokens import Token

_CLOSERS = frozenset(tokens.OPENERS.values())
_LAYOUT = (tokens.NEWLINE, tokens.INDENT, tokens.DEDENT)


def unmarked(toks: list[Token]) -> list[Token]:
    """Return the tokens with line ends that the grammar wants told apart made equal."""
    return [
        token if token[0] != tokens.CONTINUED else (tokens.NEWLINE, *token[1:]) for token in toks
    ]


class _Opened(NamedTuple):
    """An open bracket: what closes it, where it is, the depth of its line."""

    closer: str
    start: int
    depth: int


class Brackets:
    """Whether the brackets of a file match, and where it is wrong if not.

    ``causes`` tells for the offset of a wrong closing bracket where the mistake is: at a
    bracket that was left open, or at an earlier closing bracket that is not indented like the
    line with the bracket that it closes.
    """

    def __init__(self, toks: list[Token]) -> None:
        self.causes: dict[int, int] = {}
        self._opened: list[_Opened] = []
        self._misplaced: list[int] = []
        self._left_open: list[int] = []  # perhaps the closing bracket is yet to come
        depth = 0
        before = tokens.NEWLINE
        for kind, text, start, _ in toks:
            if kind in tokens.OPENERS:
                self._opened.append(_Opened(tokens.OPENERS[kind], start, depth))
            elif kind == tokens.PARAMS_OPEN:
                self._opened.append(_Opened("}", start, depth))
            elif kind in _CLOSERS:
                self._close(kind, start, depth if before in _LAYOUT else None)
            else:
                depth += _step(kind, text)
            before = kind
        self.are_balanced = not self._opened and not self.causes

    def _close(self, closer: str, start: int, depth: int | None) -> None:
        """Close the innermost bracket that ``closer`` fits; ``depth`` if it begins a line."""
        opened = self._opened
        if opened and opened[-1].closer == closer:
            if depth is not None and opened[-1].depth != depth:
                self._misplaced.append(start)
            opened.pop()
            return
        index = tokens.match_of(closer, opened)
        if index is None:
            earlier = self._left_open or self._misplaced
            self.causes[start] = earlier.pop() if earlier else start
        else:
            self.causes[start] = opened[-1].start
            self._left_open += [one.start for one in opened[index + 1 :]]
            del opened[index:]


def _step(kind: str, text: str) -> int:
    """Return by how much a token changes the depth; a DEDENT with a text leads nowhere."""
    if kind == tokens.INDENT:
        return 1
    return -1 if kind == tokens.DEDENT and not text else 0


class _Line(NamedTuple):
    """A line that still goes on: its depth, the brackets open before it, its first token."""

    depth: int
    level: int
    first: int
    kind: str


class Lines:
    """``ends`` tells for the index of a token that begins a line where its reach ends."""

    def __init__(self, toks: list[Token], are_balanced: bool) -> None:
        self.ends: dict[int, int] = {}
        self._going_on: list[_Line] = []
        self._depth = self._level = 0
        step = 1 if are_balanced else 0
        is_start = True
        for index, (kind, text, _, _) in enumerate(toks):
            if kind == tokens.NEWLINE:
                is_start = True
                continue
            if kind == tokens.DEDENT:
                self._end(index, self._depth)
            elif kind == tokens.EOF:
                self._end(index, -1)
            elif kind == tokens.INDENT or is_start:
                self._begin(index, kind, self._level - step if kind in _CLOSERS else self._level)
                is_start = kind == tokens.INDENT
            self._depth += _step(kind, text)
            if kind in tokens.OPENERS or kind == tokens.PARAMS_OPEN:
                self._level += step
            elif kind in _CLOSERS:
                self._level -= step

    def _begin(self, index: int, kind: str, level: int) -> None:
        """Note that a line begins; closing brackets and ``else`` go on with one before."""
        lines, line = self._going_on, _Line(self._depth, level, index, kind)
        if kind == tokens.INDENT:
            self._end(index, self._depth + len(lines) + 1)  # what was in brackets
            place = len(lines)  # below lines that are deeper, and go on behind brackets
            while place and lines[place - 1].depth > self._depth:
                place -= 1
            lines.insert(place, line)
            return
        self._level, outer = level, self._level
        continues = kind in _CLOSERS or kind in ("elif", "else")
        is_decorated = bool(lines) and lines[-1].kind == "@"
        self._end(index, self._depth + (1 if continues or is_decorated else 0))
        self._level = outer
        lines.append(line)

    def _end(self, index: int, depth: int) -> None:
        """End the lines of at least ``depth``, and those in brackets that are closed."""
        lines, level = self._going_on, self._level
        while lines:
            line = lines[-1]
            if line.level <= level and (line.level != level or line.depth < depth):
                break
            self.ends[line.first] = index
            lines.pop()
