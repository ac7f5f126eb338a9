"""The tolerant parser: a tree for every text, and the mistakes in the engine's words.

It reads by recursive descent what the tables of the grammar cannot: programs with mistakes,
and programs that leave out separators (reference, 01 sections 2.4 and 13). Its layers are
`cursor`, `lines`, `types`, `parts`, `containers`, `functions`, `expressions`, `statements` and
`schemas`, each a class above the one before. `layout` and `mistakes` see to it that one mistake
makes one message.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kclpy.diagnostics import Diagnostics
from kclpy.source import SourceFile
from kclpy.syntax import nodes, tokens
from kclpy.syntax.lexer import Lexed
from kclpy.syntax.literals import is_long_string, plain_string
from kclpy.syntax.tolerant.layout import Brackets, Lines, unmarked
from kclpy.syntax.tolerant.mistakes import Mistakes
from kclpy.syntax.tolerant.schemas import SchemaParser
from kclpy.syntax.tolerant.surroundings import Surroundings

_FRAMES_PER_TOKEN = 14


class ModuleParser(SchemaParser):
    """Reads files."""

    def module_docstring(self) -> nodes.StringLit | None:
        """Return the docstring of the file, which is its first token."""
        token = self.token
        if token[0] != tokens.STRING or not is_long_string(token[1]):
            return None
        self.bump()
        return plain_string(token)

    def statements(self) -> list[nodes.Stmt]:
        """Return the statements up to the end of the file."""
        body: list[nodes.Stmt] = []
        self.skip_newlines()
        while self.kind != tokens.EOF:
            body += self.line(self.statement_at_hand)
            self.skip_newlines()
        return body


def parse_module(
    file: SourceFile, lexed: Lexed, diagnostics: Diagnostics, around: Surroundings | None = None
) -> nodes.Module:
    """Return the tree of a whole file, or of lines ``around`` which others are, without comments.

    Report its mistakes, those of the lexer included: one for each line that has any.
    """
    with _deep_recursion(len(lexed.tokens)):
        toks = unmarked(lexed.tokens)
        brackets = Brackets(toks)
        if around is None:
            around = Surroundings(brackets.are_balanced, are_mistakes_before=False)
        lines = Lines(toks, around.are_balanced)
        mistakes = Mistakes(lexed.mistakes, brackets.causes, around.are_mistakes_before)
        parser = ModuleParser(file, toks, mistakes, lines.ends)
        docstring = parser.module_docstring()
        body = parser.statements()
    for mistake in mistakes.told():
        diagnostics.add(mistake)
    return nodes.Module(0, len(file.text), file, docstring, body, [], mistakes.damage)


def parse_one_expression(file: SourceFile, lexed: Lexed, diagnostics: Diagnostics) -> nodes.Expr:
    """Return the expression that the tokens are; report all mistakes, and what follows it."""
    with _deep_recursion(len(lexed.tokens)):
        mistakes = Mistakes(lexed.mistakes, {})
        parser = ModuleParser(file, unmarked(lexed.tokens), mistakes, {})
        expr = parser.expression()
        parser.skip_newlines()
        if parser.kind != tokens.EOF:
            parser.expected(tokens.EOF)
    for mistake in mistakes.told():
        diagnostics.add(mistake)
    return expr


@contextmanager
def _deep_recursion(count: int) -> Iterator[None]:
    """Let calls nest as deep as ``count`` tokens may require."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 1000 + _FRAMES_PER_TOKEN * count))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
