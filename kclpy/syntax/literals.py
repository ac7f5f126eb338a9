"""The nodes of number and string literals."""

from __future__ import annotations

from kclpy.diagnostics import Problem
from kclpy.syntax import nodes, strings
from kclpy.syntax.numbers import number
from kclpy.syntax.tokens import Token


def number_literal(token: Token) -> tuple[nodes.NumberLit, Problem | None]:
    """Return the node of a number, and what is wrong with the number."""
    _, text, start, end = token
    value, suffix, problem = number(text)
    return nodes.NumberLit(start, end, value, suffix), problem


def plain_string(token: Token) -> nodes.StringLit:
    """Return the node of a string in which ``${`` means nothing: a docstring, a type.

    Where the escapes are wrong the value is what was written.
    """
    _, text, start, end = token
    quoted = strings.unquote(text)
    try:
        value = strings.plain_value(text)
    except strings.BadEscapeError:
        value = text[quoted.start : quoted.end]
    return nodes.StringLit(start, end, value, quoted.is_long)


def is_long_string(text: str) -> bool:
    """Whether the string literal ``text`` is written in triple quotes."""
    return strings.unquote(text).is_long
