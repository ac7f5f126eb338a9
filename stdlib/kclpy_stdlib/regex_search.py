"""Patterns that are ready to match.

``re`` searches wherever a bound says that it ends soon; elsewhere the pattern is matched step by
step, which is slower but ends (``docs/design/decisions/regular-expressions.md``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final, TypeAlias

from kclpy_stdlib.regex_bound import Shape, steps_of_search
from kclpy_stdlib.regex_nodes import Repeat, may_be_empty, to_python, walk
from kclpy_stdlib.regex_steps import Found, Matcher, Program
from kclpy_stdlib.regex_syntax import InvalidPattern, read

# Some tenths of a second.
_MOST_STEPS_OF_RE: Final = 10_000_000

Match: TypeAlias = "re.Match[str] | Found"


class Regex:
    """A pattern; ``names`` maps the names of groups to their numbers."""

    def __init__(self, pattern: str) -> None:
        """Read a pattern; raise `InvalidPattern` if it has no meaning."""
        try:
            self.node, self.names = read(pattern)
            self.compiled = re.compile(to_python(self.node))
        except (re.error, OverflowError, RecursionError) as error:
            raise InvalidPattern(str(error).partition(" at position")[0]) from None
        self.groups = self.compiled.groups
        self.shape = Shape.of(self.node)
        # ``re`` repeats nothing once more, and then remembers that; the reference does not.
        self.repeats_nothing = any(
            isinstance(part, Repeat) and part.high != 1 and may_be_empty(part.item)
            for part in walk(self.node)
        )

    def first(self, text: str) -> Match | None:
        """Return the first match in a text."""
        return self._searcher(text)(0)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield the matches; no empty one directly behind another."""
        search = self._searcher(text)
        position = 0
        behind = -1  # the end of the last match
        while position <= len(text):
            found = search(position)
            if found is None:
                return
            start, end = found.span()
            if start != end:
                position = end
            else:
                position = end + 1
                if start == behind:
                    continue
            behind = end
            yield found

    def _searcher(self, text: str) -> Callable[[int], Match | None]:
        """Return what finds the first match from a position on."""
        if not self.repeats_nothing and (
            self.shape.steps(len(text)) <= _MOST_STEPS_OF_RE
            or steps_of_search(self.node, text) <= _MOST_STEPS_OF_RE
        ):
            return lambda position: self.compiled.search(text, position)
        return Matcher(self._program, text).search

    @cached_property
    def _program(self) -> Program:
        return Program(self.node, self.groups)
