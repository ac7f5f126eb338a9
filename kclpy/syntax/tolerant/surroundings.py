"""What must be known of a file to parse some of its lines alone.

Lines without mistakes mean the same anywhere. How lines with mistakes are read depends on the
rest of their file: on whether all of its brackets match, and on mistakes before them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kclpy.source import SourceFile
from kclpy.syntax.lexer import lex
from kclpy.syntax.tokens import OPENERS, Token
from kclpy.syntax.tolerant.cursor import LAYOUT
from kclpy.syntax.tolerant.layout import Brackets, Lines, unmarked

_NOTHING_MORE = frozenset((*LAYOUT, *OPENERS.values()))


class Surroundings(NamedTuple):
    """Whether all brackets of a file match, and whether anything wrong is found before the lines.

    The mistakes of the lexer are found before all others.
    """

    are_balanced: bool
    are_mistakes_before: bool


class Piece(NamedTuple):
    """Some whole lines of a file: their tokens, and whether the lexer found a mistake."""

    tokens: list[Token]
    has_mistakes: bool

    @classmethod
    def of(cls, file: SourceFile, start: int, end: int) -> Piece:
        """Return the lines in ``[start, end)``."""
        lexed = lex(file, start, end)
        return cls(lexed.tokens, len(lexed.mistakes) > 0)

    @property
    def is_balanced(self) -> bool:
        """Whether all brackets in these lines match."""
        return are_balanced([self])


def are_balanced(pieces: Iterable[Piece]) -> bool:
    """Return whether all brackets match in ``pieces`` that follow each other."""
    return Brackets([token for piece in pieces for token in piece.tokens]).are_balanced


@lru_cache(maxsize=4)  # while somebody types, the same ones are asked about
def is_plain(file: SourceFile, start: int, end: int) -> bool:
    """Return whether the lines in ``[start, end)`` are laid out as their brackets say.

    They are read alike whether or not the brackets of the file match. What closes brackets does
    not count: reading ends there anyway.
    """
    toks = unmarked(lex(file, start, end).tokens)
    by_brackets, by_indentation = (Lines(toks, one).ends for one in (True, False))
    if by_brackets.keys() != by_indentation.keys():
        return False
    last = 0  # behind the last token that is more than layout or a closing bracket
    lasts = [0]
    for index, (kind, *_) in enumerate(toks, 1):
        if kind not in _NOTHING_MORE:
            last = index
        lasts.append(last)
    return all(lasts[by_brackets[one]] == lasts[end] for one, end in by_indentation.items())
