"""Comments that let rules pass.

``# kclpy: ignore[rule, rule]`` behind a statement counts for what begins on its line; on a line
of its own for the next line with code. ``# kclpy: ignore-file[rule]`` counts for the file. Without
brackets all rules are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kclpy.diagnostics import Diagnostic, Label
from kclpy.linter.problems import UnknownRule
from kclpy.linter.selection import hint, names_of
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.trivia import Trivia

_COMMENT = re.compile(r"#\s*kclpy:\s*ignore(-file)?\s*(?:\[([^\]]*)\])?")
_EVERYTHING = "all"
_WHOLE_FILE = 0


@dataclass(slots=True)
class _Ignore:
    """One comment: the words in it, the line it is about, and the words that were of use."""

    comment: nodes.Comment
    words: tuple[str, ...]
    line: int
    used: set[str] = field(default_factory=set)

    def hides(self, name: str) -> bool:
        for word in self.words:
            if name in (names_of(word) or ()):
                self.used.add(word)
                return True
        return False


class Ignores:
    """The comments of one file that let rules pass."""

    def __init__(self, module: nodes.Module) -> None:
        self.file = module.file
        self._by_line: dict[int, list[_Ignore]] = {}
        trivia = Trivia(module)
        for comment in module.comments:
            match = _COMMENT.match(comment.text)
            if match is not None:
                listed = match[2] if match[2] is not None else _EVERYTHING
                words = tuple(word.strip() for word in listed.split(",") if word.strip())
                line = _WHOLE_FILE if match[1] else _line_of(comment, trivia, self.file)
                self._by_line.setdefault(line, []).append(_Ignore(comment, words, line))

    def hides(self, name: str, start: int) -> bool:
        """Tell whether a comment lets the rule ``name`` pass at an offset."""
        if not self._by_line:
            return False
        line, _ = self.file.position(start)
        several = (*self._by_line.get(line, ()), *self._by_line.get(_WHOLE_FILE, ()))
        return any(one.hides(name) for one in several)

    def unknown(self) -> Iterator[Diagnostic]:
        """Yield the words that name no rule."""
        for one in self._all():
            for word in one.words:
                if names_of(word) is None:
                    problem = UnknownRule(word, hint(word))
                    span = self.file.span(one.comment.start, one.comment.end)
                    yield Diagnostic(problem, (Label(span, problem.message),)).explained()

    def unused(
        self, names: frozenset[str]
    ) -> Iterator[tuple[nodes.Comment, tuple[str, ...], list[str]]]:
        """Yield the comments that hid less than they say: all their words, and those in vain.

        A word is in vain only if a rule that it means is among ``names``, those that looked.
        """
        for one in self._all():
            unused = [w for w in one.words if w not in one.used and names & (names_of(w) or set())]
            if unused:
                yield one.comment, one.words, unused

    def _all(self) -> Iterator[_Ignore]:
        for several in self._by_line.values():
            yield from several


def _line_of(comment: nodes.Comment, trivia: Trivia, file: SourceFile) -> int:
    """Return the line that a comment is about."""
    if trivia.has_own_line(comment):
        return file.position(trivia.next_token(comment.end))[0]
    return file.position(comment.start)[0]
