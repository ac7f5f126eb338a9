"""Indentation: what the blanks at the start of a line mean (reference, 01 section 2.2)."""

from __future__ import annotations

from kclpy.diagnostics import Problem, syntax
from kclpy.syntax.tokens import DEDENT, INDENT


class Indentation:
    """The stack of levels, each counted in tabs and in spaces."""

    __slots__ = ("blanks", "levels")

    def __init__(self) -> None:
        self.levels = [(0, 0)]
        self.blanks = ""  # blanks that certainly mean the current level

    @property
    def depth(self) -> int:
        """How many levels are open."""
        return len(self.levels) - 1

    def change(self, blanks: str) -> tuple[list[tuple[str, str]], Problem | None]:
        """Return the tokens that a line beginning with ``blanks`` starts with, and a problem.

        The text of a DEDENT to a level that does not exist is the number of spaces it is too
        deep by, otherwise it is empty. The level that such a line leaves stays open.
        """
        level = (blanks.count("\t"), blanks.count(" "))
        levels = self.levels
        found: list[tuple[str, str]] = []
        self.blanks = blanks
        while level != levels[-1]:
            if not _are_comparable(levels[-1], level):
                return found, syntax.MixedIndentation()
            if level > levels[-1]:
                levels.append(level)
                return [(INDENT, "")], None
            left = levels.pop()
            if level > levels[-1] and _are_comparable(levels[-1], level):
                self.blanks = "\n"  # every line at this place is wrong
                found.append((DEDENT, str(level[1] - levels[-1][1])))
                levels.append(left)
                break
            found.append((DEDENT, ""))
        return found, None


def _are_comparable(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether tabs and spaces do not contradict each other about which level is deeper."""
    return (one[0] - other[0]) * (one[1] - other[1]) >= 0
