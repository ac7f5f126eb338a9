"""The mistakes in a broken file, of which each line tells the first.

What a mistake leads to further on in its line (a statement or entry, with all that is indented
below it) is no mistake of its own. So whoever reads a line claims all that was found in it, and
one is told; the line is remembered as damage, of which later phases expect nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kclpy.diagnostics import Diagnostic, Diagnostics, Problem
from kclpy.syntax.nodes import Damage


@dataclass(slots=True)
class _Mistake:
    """A diagnostic of the parser, the number of the token at hand, and what becomes of it."""

    diagnostic: Diagnostic
    index: int
    is_at_end: bool  # of a line
    is_claimed: bool = False
    is_told: bool = False


class Mistakes:
    """What lexer and parser found; ``causes`` tells where some of the lexer's come from.

    ``are_before`` tells whether anything was found in what stands before.
    """

    def __init__(
        self, lexical: Diagnostics, causes: Mapping[int, int], are_before: bool = False
    ) -> None:
        self.damage: list[Damage] = []
        self.is_muted = False
        self._are_before = are_before
        self._found: list[_Mistake] = []
        self._lexical = list(lexical)
        starts = [one.labels[0].span.start for one in self._lexical]
        self._unclaimed = sorted((causes.get(at, at), n) for n, at in enumerate(starts))
        self._silent: set[int] = set()  # numbers of lexical mistakes that follow from others
        self._told: set[tuple[Problem, int]] = set()
        self._spoilt: set[int] = set()  # numbers of the tokens behind damage
        self._unfinished: set[int] = set()  # numbers of those behind lines that break off

    @property
    def are_there(self) -> bool:
        """Whether anything was found so far."""
        return self._are_before or bool(self._found or self._lexical)

    @property
    def mark(self) -> int:
        """The number of mistakes found by the parser so far."""
        return len(self._found)

    def are_in(self, mark: int, start: int, end: int) -> bool:
        """Whether a mistake since ``mark`` or within ``[start, end)`` is not claimed."""
        first = bisect_left(self._unclaimed, (start, 0))
        if first < len(self._unclaimed) and self._unclaimed[first][0] < end:
            return True
        return any(not one.is_claimed for one in self._found[mark:])

    def add(self, diagnostic: Diagnostic, index: int, is_at_end: bool) -> None:
        """Note what the parser found when token ``index`` was at hand, perhaps a line end."""
        if not self.is_muted:
            self._found.append(_Mistake(diagnostic, index, is_at_end))

    def tell_last(self, damage: Damage, reach: int) -> None:
        """Tell the last mistake, unless it is one more of its kind up to token ``reach``."""
        if not self.is_muted:
            last = self._found[-1]
            last.is_claimed = True
            last.is_told = (last.diagnostic.problem, reach) not in self._told
            self._told.add((last.diagnostic.problem, reach))
            self._unfinished.add(last.index)
            self.damage.append(damage)

    def claim(self, mark: int, damage: Damage, first: int, behind: int) -> bool:
        """Tell one of the unclaimed mistakes since ``mark`` or within ``damage``, if any.

        ``first`` is the number of the first token of the line, ``behind`` that of the first
        one behind it. What is found there by the line around follows from the damage; what is
        found by the next line does if the one at hand was not finished.
        """
        if self.is_muted:
            return False
        own = [one for one in self._found[mark:] if not one.is_claimed]
        lexical = self._taken(damage)
        if not own and not lexical:
            return False
        for one in own:
            one.is_claimed = True
        if lexical:
            self._silent.update(lexical[1:])
        else:
            spoilt = self._unfinished if own[0].index == first else self._spoilt
            own[0].is_told = own[0].index not in spoilt
            if own[0].is_at_end:
                self._unfinished.add(behind)
        self.damage.append(damage)
        self._spoilt.add(behind)
        return True

    def _taken(self, damage: Damage) -> list[int]:
        """Claim and return the numbers of the lexer's mistakes within ``damage``."""
        first = bisect_left(self._unclaimed, (damage.start, 0))
        last = bisect_left(self._unclaimed, (damage.end, 0))
        taken = sorted(number for _, number in self._unclaimed[first:last])
        del self._unclaimed[first:last]
        return taken

    def told(self) -> Iterator[Diagnostic]:
        """Yield the mistakes that are told, those of the lexer first."""
        for number, diagnostic in enumerate(self._lexical):
            if number not in self._silent:
                yield diagnostic
        for mistake in self._found:
            if mistake.is_told or not mistake.is_claimed:
                yield mistake.diagnostic
