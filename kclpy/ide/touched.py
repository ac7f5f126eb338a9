"""What an edit touched: some statements of a file; the others are as they were."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kclpy.diagnostics import Diagnostics
from kclpy.ide.edits import unchanged
from kclpy.ide.texts import begins_line
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
        while first >= 0 and not begins_line(before, starts[first]):
            first -= 1
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

    def parsed(self) -> nodes.Module | None:
        """Return the statements that stand for the touched ones now.

        None if the other statements may mean something else.
        """
        around = self._surroundings()
        if around is None:
            return None
        return parse(self.file, Diagnostics(), self.start, self.end, around)

    def _surroundings(self) -> Surroundings | None:
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
        if is_now != was and (
            kept or not is_plain(old, 0, self.start) or not is_plain(old, old_end, len(old.text))
        ):
            return None
        return Surroundings(is_now, bool(before) or any(one.has_mistakes for one in behind))

    def _damaged(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the lines of the statements ``[first, last)`` that are damaged."""
        body, damage = self.module.body, self.module.damage
        if not damage:
            return
        ends = [*(one.start for one in body[1:]), len(self.module.file.text)]
        for index in range(first, last):
            start, end = body[index].start if index else 0, ends[index]
            if any(one.start < end and start <= one.end for one in damage):
                yield start, end


def reread(module: nodes.Module, file: SourceFile) -> tuple[Touched, nodes.Module] | None:
    """Return what is touched from a tree to a later text of its file, and what stands there now.

    None if the edit may have changed what it did not touch.
    """
    touched = Touched.between(module, file)
    if not module.damage:
        found = parse_plain(file, touched.start, touched.end)
        if found is not None:
            return touched, found  # there was no mistake, and is none
    touched = touched.wider()
    parsed = touched.parsed()
    return None if parsed is None else (touched, parsed)
