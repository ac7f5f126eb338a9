"""What an edit touched: some statements of a file; the others are as they were."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kclpy.diagnostics import Diagnostics
from kclpy.ide.edits import unchanged
from kclpy.ide.texts import begins_line, first_on_line
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.lexer import goes_on
from kclpy.syntax.parser import parse, parse_plain
from kclpy.syntax.tolerant.surroundings import Piece, Surroundings, are_balanced, is_plain


@dataclass(frozen=True, slots=True)
class Touched:
    """The statements ``[first, last)`` of an old tree.

    In the new text the lines ``[start, end)`` stand for them; what follows moved by ``shift``.
    """

    module: nodes.Module
    file: SourceFile
    first: int
    last: int
    start: int
    end: int
    shift: int

    @classmethod
    def between(cls, module: nodes.Module, file: SourceFile) -> Touched:
        """Return what is touched from a tree to a later text of its file.

        The statement before the edit is, since what was written may go on with it.
        """
        before, after = module.file.text, file.text
        head, tail = unchanged(before, after)
        starts = [one.start for one in module.body]
        first = bisect_left(starts, head) - 1
        last = bisect_right(starts, len(before) - tail)
        return cls._of(module, file, first, last)

    @classmethod
    def _of(cls, module: nodes.Module, file: SourceFile, first: int, last: int) -> Touched:
        """Return the statements ``[first, last)`` with all that share a line with them."""
        before, after = module.file.text, file.text
        starts = [one.start for one in module.body]
        first = first_on_line(before, starts, first)
        while last < len(starts) and not begins_line(before, starts[last]):
            last += 1
        shift = len(after) - len(before)
        start = starts[first] if first >= 0 else 0
        end = starts[last] + shift if last < len(starts) else len(after)
        if goes_on(file, start, end):
            last, end = len(starts), len(after)
        return cls(module, file, max(first, 0), last, start, end, shift)

    def wider(self) -> Touched:
        """Return one that touched the statements before and behind, too.

        A mistake may reach so far.
        """
        last = min(self.last + 1, len(self.module.body))
        return self._of(self.module, self.file, self.first - 1, last)

    def surroundings(self) -> Surroundings | None:
        """Return what the lines that stand for the touched statements are parsed among.

        None if the other statements may mean something else now.
        """
        old = self.module.file
        old_end = self.end - self.shift
        before = [Piece.of(old, *one) for one in self._damaged(0, self.first)]
        behind = [Piece.of(old, *one) for one in self._damaged(self.last, len(self.module.body))]
        kept = [*before, *behind]
        fresh = Piece.of(self.file, self.start, self.end)
        is_now = are_balanced([*before, fresh, *behind])
        if is_now and not all(one.is_balanced for one in (fresh, *kept)):
            return None  # a bracket is closed in another statement
        was = not self.module.damage or are_balanced(
            [*before, Piece.of(old, self.start, old_end), *behind]
        )
        if is_now != was and (kept or not all(map(is_plain, self._others()))):
            return None
        return Surroundings(is_now, bool(before) or any(one.has_mistakes for one in behind))

    def _damaged(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the lines of the statements ``[first, last)`` that are damaged."""
        for start, end in self._places(first, last) if self.module.damage else ():
            if is_damaged(self.module, start, end):
                yield start, end

    def _others(self) -> Iterator[str]:
        """Yield the texts of the statements that were not touched."""
        text = self.module.file.text
        for first, last in ((0, self.first), (self.last, len(self.module.body))):
            for start, end in self._places(first, last):
                yield text[start:end]

    def _places(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield where each of the statements ``[first, last)`` begins, and the one behind it."""
        starts = [0, *(one.start for one in self.module.body[1:]), len(self.module.file.text)]
        yield from pairwise(starts[first : last + 1])


def is_damaged(module: nodes.Module, start: int, end: int) -> bool:
    """Return whether a mistake spoilt something of what stands in ``[start, end)``."""
    return any(one.start < end and start <= one.end for one in module.damage)


class Reread(NamedTuple):
    """What an edit touched, the statements that stand there now, and what those behind are among.

    Nothing needs to be known for these where there is no mistake.
    """

    touched: Touched
    fresh: nodes.Module
    behind: Surroundings | None = None


def reread(module: nodes.Module, file: SourceFile) -> Reread | None:
    """Return what an edit did to the tree of a file of which ``file`` is a later text.

    None if it may have changed what it did not touch.
    """
    touched = Touched.between(module, file)
    if not module.damage:
        fresh = parse_plain(file, touched.start, touched.end)
        if fresh is not None:
            return Reread(touched, fresh)
    touched = touched.wider()
    around = touched.surroundings()
    if around is None:
        return None
    fresh = parse(file, Diagnostics(), touched.start, touched.end, around)
    is_wrong = around.are_mistakes_before or bool(fresh.damage)
    return Reread(touched, fresh, around._replace(are_mistakes_before=is_wrong))
