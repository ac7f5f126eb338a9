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

# Characters; what is longer is not remembered.
_SHORT = 2_000

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


def is_plain(text: str) -> bool:
    """Return whether a statement is laid out as its brackets say.

    It is read alike whether or not the brackets of its file match. What closes brackets does not
    count: reading ends there anyway.
    """
    return _known_plain(text) if len(text) <= _SHORT else _is_plain(text)


def _is_plain(text: str) -> bool:
    toks = unmarked(lex(SourceFile("", text)).tokens)
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


# While somebody types in one statement, the others are asked about again and again.
_known_plain = lru_cache(maxsize=4096)(_is_plain)
