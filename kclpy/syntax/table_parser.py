"""The table parser: tokens to nodes, as the grammar says.

It takes what most programs are made of, fast, and gives up at the first thing that the
grammar does not know: the tolerant parser then says what is wrong, if anything is.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import getattr_static
from typing import Any, TypeAlias

from kclpy.source import SourceFile
from kclpy.syntax import interpolation, nodes, strings, tokens
from kclpy.syntax.builder.base import Collecting, NeedsTolerance, Parts
from kclpy.syntax.builder.containers import ContainerBuilders
from kclpy.syntax.builder.declarations import DeclarationBuilders
from kclpy.syntax.builder.expressions import ExpressionBuilders
from kclpy.syntax.builder.statements import StatementBuilders
from kclpy.syntax.builder.types import TypeBuilders
from kclpy.syntax.interruption import poll
from kclpy.syntax.lexer import lex_part
from kclpy.syntax.numbers import number
from kclpy.syntax.tables import ACTIONS, DEFAULTS, ENDS, GOTOS, RULES, STARTS
from kclpy.syntax.tokens import Token


class Builders(
    Collecting,
    TypeBuilders,
    ExpressionBuilders,
    ContainerBuilders,
    StatementBuilders,
    DeclarationBuilders,
):
    """All builders; the few that are no static methods look at the text."""

    def __init__(self, text: str) -> None:
        self.text = text


Rule: TypeAlias = tuple[Callable[[Parts], Any] | None, str, int]


def _shared_rules() -> tuple[list[Rule], list[tuple[int, str]]]:
    """Return the rules with their builders, and those that look at the text, by name.

    A rule without a builder passes its part on. Builders that look at the text are left out.
    """
    rules: list[Rule] = []
    reading = []
    for index, (name, made, count) in enumerate(RULES):
        builder = None
        if name not in ("", "file"):
            name = "lambda_" if name == "lambda" else name
            builder = getattr(Builders, name)
            if not isinstance(getattr_static(Builders, name), staticmethod):
                reading.append((index, name))
        rules.append((builder, made, count))
    return rules, reading


_RULES, _READING = _shared_rules()

# The ways through the tables that were taken: facts of the grammar, not of a program.
_JUMPS: dict[tuple[int | str, int, str], int] = {}


class TableParser:
    """Parses one file."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.text = file.text
        builders = Builders(file.text)
        self.rules = _RULES.copy()
        for index, name in _READING:
            self.rules[index] = (getattr(builders, name), *RULES[index][1:])

    def statements(self, toks: list[Token], first: int) -> list[nodes.Stmt]:
        """Return the statements that the tokens from ``first`` on are."""
        body: list[nodes.Stmt] = self.run("file", toks, first)
        return body

    def run(self, goal: str, toks: list[Token], index: int) -> Any:
        """Return the ``goal`` that the tokens from ``index`` on make; raises `NeedsTolerance`."""
        actions, defaults, rules, jumps = ACTIONS, DEFAULTS, self.rules, _JUMPS
        end = ENDS[goal]
        states = [STARTS[goal]]
        values: list[Any] = []
        push_state, push_value = states.append, values.append
        leaves = {
            tokens.NAME: _name,
            tokens.NUMBER: _number,
            tokens.STRING: self.string,
            tokens.NEWLINE: _line_end,
        }
        state = states[0]
        key: tuple[int | str, int, str]
        token = toks[index]
        kind = token[0]
        while True:
            action = actions[state].get(kind) or defaults[state]
            if action > 0:
                leaf = leaves.get(kind)
                push_value(token if leaf is None else leaf(token))
                index += 1
                token = toks[index]
                kind = token[0]
                key = (action, state, kind)
                below = state
                target = action
            elif action < 0:
                builder, made, count = rules[-action]
                if count:
                    parts = values[-count:]
                    del values[-count:]
                    del states[-count:]
                else:
                    parts = []
                push_value(builder(parts) if builder is not None else parts[0])
                below = states[-1]
                key = (made, below, kind)
                target = GOTOS[below][made]
            elif kind == tokens.EOF and state == end:
                return values[-1]
            else:
                raise NeedsTolerance
            state = jumps.get(key, 0)
            if not state:
                state = jumps[key] = self.settled(target, below, kind)
            push_state(state)

    def settled(self, state: int, below: int, kind: str) -> int:
        """Return the state above ``below`` once nothing is left that just passes on."""
        while True:
            action = ACTIONS[state].get(kind) or DEFAULTS[state]
            if action >= 0:
                return state
            builder, made, _ = self.rules[-action]
            if builder is not None:
                return state
            state = GOTOS[below][made]

    def string(self, token: Token) -> nodes.Expr:
        """Return the node of a string."""
        _, text, start, end = token
        try:
            if not strings.has_interpolation(text):
                if "\\" not in text and text[0] == text[-1] and text[1] != text[0]:
                    return nodes.StringLit(start, end, text[1:-1])
                quoted = strings.unquote(text)
                return nodes.StringLit(start, end, strings.plain_value(text), quoted.is_long)
            found = interpolation.split(text)
        except strings.BadEscapeError:
            raise NeedsTolerance from None
        if not found.is_closed:
            raise NeedsTolerance
        parts: list[nodes.StringLit | nodes.FormattedValue] = []
        for part in found.parts:
            place = start + part.start, start + part.end
            if isinstance(part, interpolation.Stretch):
                parts.append(nodes.StringLit(*place, part.value))
            else:
                parts.append(self.hole(*place))
        return nodes.JoinedString(start, end, parts, found.is_long)

    def hole(self, start: int, end: int) -> nodes.FormattedValue:
        """Return the expression between ``${`` and ``}``."""
        lexed = lex_part(self.file, start, end)
        if len(lexed.mistakes) or len(lexed.comments) > 1:
            raise NeedsTolerance
        value, has_format = self.run("hole", lexed.tokens, 0)
        spec = None
        if has_format:
            if not lexed.comments or lexed.comments[0][0] < value.end:
                raise NeedsTolerance
            spec = self.text[slice(*lexed.comments[0])]
        elif lexed.comments:
            raise NeedsTolerance
        return nodes.FormattedValue(start - 2, end + 1, value, spec)


def _line_end(token: Token) -> Token:
    """Return the token; between two lines the work may be given up."""
    poll()
    return token


def _name(token: Token) -> nodes.Expr:
    """Return the node of a name."""
    return nodes.Name(token[2], token[3], token[1])


def _number(token: Token) -> nodes.Expr:
    """Return the node of a number."""
    _, text, start, end = token
    value, suffix, problem = number(text)
    if problem is not None:
        raise NeedsTolerance
    return nodes.NumberLit(start, end, value, suffix)
