"""Reading line by line, so that a mistake in one line says nothing of the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kclpy.syntax import tokens
from kclpy.syntax.interruption import poll
from kclpy.syntax.nodes import Damage
from kclpy.syntax.tolerant.cursor import LAYOUT, Cursor

T = TypeVar("T")

_LINE_ENDS = (*LAYOUT, tokens.EOF)
_BEGINNINGS = (tokens.NAME, tokens.NUMBER, tokens.STRING, *tokens.OPENERS, "@")


class LineParser(Cursor):
    """Reads lines; ``reach`` is the number of the token at which the one at hand ends.

    ``begin`` is where it begins in the file, ``mark`` the number of mistakes found before.
    """

    mark = begin = 0

    def line(self, read: Callable[[], list[T]], *stops: str) -> list[T]:
        """Return what ``read`` finds in the line at hand, called until it ends or one of ``stops``.

        Until the first mistake of the file is found, it reads on wherever the engine does, and
        so finds what the engine finds. After a mistake the line is left behind. Where no line
        begins, or one that the line around does not reach, ``read`` is called once.
        """
        poll()
        index, end = self.index, self.ends.get(self.index)
        if end is None or index >= self.reach:
            return read()
        mistakes, was_muted = self.mistakes, self.mistakes.is_muted
        outer = self.reach, self.mark, self.begin
        if stops and mistakes.are_in(self.mark, self.begin, self.start):
            mistakes.is_muted = True  # brackets on a line that is wrong already
        self.reach, self.mark, self.begin = end, mistakes.mark, self.start
        found = self._read_line(index, end, read, stops)
        self.reach, self.mark, self.begin = outer
        mistakes.is_muted = was_muted
        return found

    def _read_line(
        self, index: int, end: int, read: Callable[[], list[T]], stops: tuple[str, ...]
    ) -> list[T]:
        """Return what is found in the line from token ``index`` to ``end``; claim its mistakes."""
        mistakes = self.mistakes
        damage = Damage(self._beginning(index), self.toks[end][2])
        if mistakes.are_there:
            found = self._within(end, read, stops)
        else:
            found = self._whole(read, stops)
        if mistakes.claim(self.mark, damage, self.significant(index), self.significant(end)):
            self._spoil_line_before(index)
            if self.index > end:
                self.reset(index)
                mistakes.is_muted = True
                found = self._within(end, read, stops)
                mistakes.is_muted = False
            self.reset(end)
        elif mistakes.is_muted:
            self.reset(end)
        return found

    def _whole(self, read: Callable[[], list[T]], stops: tuple[str, ...]) -> list[T]:
        """Return what is found up to the end of a line."""
        found: list[T] = []
        while True:
            index = self.index
            found += read()
            is_over = self.kind in _LINE_ENDS or self.kind in stops or self.index in self.ends
            if is_over or self.index == index:
                return found

    def _within(self, end: int, read: Callable[[], list[T]], stops: tuple[str, ...]) -> list[T]:
        """Return what is found up to the end of a line if the file ends there."""
        kind, _, start, stop = self.toks[end - 1]
        place = start if kind in LAYOUT else stop
        behind, last = self.toks[end], self.last
        self.toks[end] = (tokens.EOF, tokens.NEWLINE, place, place)
        self.last = end
        found = self._whole(read, stops)
        self.toks[end], self.last = behind, last
        self.reset(self.index)
        return found

    def _beginning(self, index: int) -> int:
        """Return where the line at token ``index`` begins, with blanks that should not be there."""
        kind, _, start, _ = self.toks[index]
        return self.toks[index - 1][3] if kind in LAYOUT else start

    def _spoil_line_before(self, index: int) -> None:
        """Count the line before token ``index`` as damage if the one at hand goes on with it.

        A line that begins with an operator was perhaps meant to.
        """
        kind, _, end, _ = self.toks[index]
        if kind in _BEGINNINGS or kind in tokens.KEYWORDS or kind in LAYOUT or index < 2:
            return
        index -= 1
        while index > 0 and self.toks[index - 1][0] not in LAYOUT:
            index -= 1
        self.mistakes.damage.append(Damage(self.toks[index][2], end))

    def tell_last(self) -> None:
        """Tell the last mistake, which concerns the line behind the token at hand alone.

        One is told of those that look the same in the lines around.
        """
        self.mistakes.tell_last(Damage(self.start, self.toks[self.index + 1][3]), self.reach)

    def indented_by_mistake(self, read: Callable[[], list[T]]) -> list[T]:
        """Return what is found in lines that are indented where nothing may be."""
        was_muted, self.mistakes.is_muted = self.mistakes.is_muted, True
        self.bump()
        found: list[T] = []
        while self.index < self.reach and self.kind not in (tokens.DEDENT, tokens.EOF):
            found += self.line(read)
            self.skip_newlines()
        self.accept(tokens.DEDENT)
        self.mistakes.is_muted = was_muted
        return found
