"""Tokens: what the lexer makes of the text.

A token is a plain tuple, because a program has very many of them. Its kind is the symbol or
the word itself, or one of the names below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

Token: TypeAlias = tuple[str, str, int, int]  # kind, text, start, end

NAME = "name"
NUMBER = "number"
STRING = "string"
NEWLINE = "newline"
INDENT = "indent"
DEDENT = "dedent"
EOF = "eof"

# What the grammar wants told apart:
CONTINUED = "continued"  # a line end before "else", "elif", or "for", "if" of a comprehension
PARAMS_OPEN = "lambda{"  # the "{" behind "lambda" whose "}" is followed by "->"

KEYWORDS = frozenset(
    "True False None Undefined import and or in is not as if else elif for schema mixin protocol"
    " check assert all any map filter lambda rule type".split()
)

OPENERS = {"(": ")", "[": "]", "{": "}"}

AUGMENTED = frozenset("+= -= *= /= %= **= //= &= |= ^= <<= >>=".split())

_NEAR = 100  # brackets within each other; so many are never left open by mistake


class Opened(Protocol):
    """An open bracket."""

    @property
    def closer(self) -> str:
        """The bracket that closes it."""


def match_of(closer: str, opened: Sequence[Opened]) -> int | None:
    """Return the index of the innermost of the brackets ``opened`` that ``closer`` closes."""
    for index in range(len(opened) - 1, max(-1, len(opened) - 1 - _NEAR), -1):
        if opened[index].closer == closer:
            return index
    return None
