"""KCL as HTML, its tokens told apart."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kclpy.source import SourceFile
from kclpy.syntax import tokens
from kclpy.syntax.lexer import lex

_TYPES = frozenset({"int", "float", "str", "bool", "any"})
_CONSTANTS = frozenset({"True", "False", "None", "Undefined"})


def highlight(text: str) -> str:
    """Return ``text`` as HTML; what is no KCL stays as it is."""
    pieces = []
    position = 0
    for start, end, kind in _marks(text):
        if start < position:
            continue
        pieces.append(escape(text[position:start]))
        pieces.append(f'<span class="{kind}">{escape(text[start:end])}</span>')
        position = end
    pieces.append(escape(text[position:]))
    return "".join(pieces)


def _marks(text: str) -> list[tuple[int, int, str]]:
    """Return the ranges that are shown in a colour of their own, in order."""
    lexed = lex(SourceFile("example.k", text))
    marks = [(start, end, "c") for start, end in lexed.comments]
    marks += _words(lexed.tokens)
    return sorted(marks)


def _words(found: list[tokens.Token]) -> Iterator[tuple[int, int, str]]:
    for kind, text, start, end in found:
        if kind == tokens.STRING:
            yield start, end, "s"
        elif kind == tokens.NUMBER or kind in _CONSTANTS:
            yield start, end, "n"
        elif kind in tokens.KEYWORDS:
            yield start, end, "k"
        elif kind == tokens.NAME and text in _TYPES:
            yield start, end, "t"
