"""The text of an override: a path, an operator and a value (reference, 07 section 2.2)."""

from __future__ import annotations

from dataclasses import dataclass

from kclpy.diagnostics import Diagnostics, Problem
from kclpy.diagnostics.load import BadOverride, UnquotedIndex
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse_expression

# Values whose outermost node is one of these become their own text: a quirk of the
# reference engine (reference, 02 section 11).
_TEXTUAL = (nodes.UnaryExpr, nodes.BinaryExpr, nodes.AsExpr)


class BadSpec(Exception):
    """An override is not written as it should be."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Spec:
    """``path op value``, where ``op`` is ``=``, ``:``, ``+=`` or ``-``.

    ``source`` is the value: its text, or an expression that was parsed already.
    """

    path: tuple[str, ...]
    op: str
    source: str | nodes.Expr

    def value(self) -> nodes.Expr:
        """Return the value as an expression of its own."""
        if not isinstance(self.source, str):
            return self.source
        value = _expression(self.source)
        if isinstance(value, _TEXTUAL):
            return nodes.StringLit(0, 0, self.source.strip())
        return value


def parse_spec(text: str) -> Spec:
    """Return the override that ``text`` describes; raise `BadSpec` if it describes none."""
    path, op, value = _divided(text)
    names = _path(path, text)
    if not names or not names[0].isidentifier():
        raise BadSpec(BadOverride(text))
    if op != "-" and isinstance(_expression(value), nodes.MissingExpr):
        raise BadSpec(BadOverride(text))
    return Spec(tuple(names), op, value)


def _divided(text: str) -> tuple[str, str, str]:
    """Split at the first ``=``, ``:`` or ``+=`` outside of an index, or at a final ``-``."""
    is_index = False
    for position, char in enumerate(text):
        if char in "[]":
            is_index = char == "["
        elif char in "=:" and not is_index:
            value = text[position + 1 :]
            if char == "=" and text[position - 1 : position] == "+":
                return text[: position - 1], "+=", value
            return text[:position], char, value
    if not text.endswith("-"):
        raise BadSpec(BadOverride(text))
    return text[:-1], "-", ""


def _path(path: str, text: str) -> list[str]:
    """Return the names of ``a.b["c"].d``."""
    names: list[str] = []
    word = ""
    position = 0
    while position < len(path):
        char = path[position]
        position += 1
        if char == ".":
            names.append(word)
            word = ""
        elif char == "[":
            names.append(word)
            word, position = _index(path, position, text)
        else:
            word += char
    names.append(word)
    return [name.strip() for name in names if name.strip()]


def _index(path: str, start: int, text: str) -> tuple[str, int]:
    """Return the string in the index that begins at ``start``, and where the path goes on."""
    quote = path[start : start + 1]
    if quote not in ("'", '"'):
        raise BadSpec(UnquotedIndex())
    end = path.find(quote, start + 1)
    if end < 0 or path[end + 1 : end + 2] != "]":
        raise BadSpec(BadOverride(text))
    return path[start + 1 : end], end + 2


def _expression(text: str) -> nodes.Expr:
    """Return the expression that ``text`` starts with; what follows it is ignored."""
    return parse_expression(SourceFile("", text), Diagnostics())
