"""The parser: from a file to nodes.

`lexer` makes tokens; `table_parser` makes nodes of them with the tables of the grammar. What
it does not take goes to the `tolerant` parser, which takes everything: programs with mistakes
and programs that are laid out in ways the grammar does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kclpy.diagnostics import Diagnostics
from kclpy.source import SourceFile
from kclpy.syntax import nodes, tokens
from kclpy.syntax.builder.base import NeedsTolerance
from kclpy.syntax.lexer import Lexed, lex, lex_part
from kclpy.syntax.literals import is_long_string, plain_string
from kclpy.syntax.table_parser import TableParser

if TYPE_CHECKING:
    from kclpy.syntax.tolerant.surroundings import Surroundings


def parse(
    file: SourceFile,
    diagnostics: Diagnostics,
    start: int = 0,
    end: int | None = None,
    around: Surroundings | None = None,
) -> nodes.Module:
    """Return the tree of ``file``; report its syntax errors.

    With ``start`` and ``end``, the tree has only the statements that stand in these lines, and
    ``around`` tells of the others.
    """
    lexed = lex(file, start, end)
    module = _by_tables(file, lexed)
    if module is None:
        from kclpy.syntax.tolerant.module import parse_module  # rarely needed

        module = _with_comments(parse_module(file, lexed, diagnostics, around), lexed)
    return module


def parse_plain(file: SourceFile, start: int = 0, end: int | None = None) -> nodes.Module | None:
    """Return the tree of ``file``, or of these lines, if the grammar knows all of it."""
    return _by_tables(file, lex(file, start, end))


def _with_comments(module: nodes.Module, lexed: Lexed) -> nodes.Module:
    text = module.file.text
    module.comments = [nodes.Comment(a, b, text[a:b]) for a, b in lexed.comments]
    return module


def _by_tables(file: SourceFile, lexed: Lexed) -> nodes.Module | None:
    """Return the tree of the tokens of ``file`` if the grammar knows all of them."""
    if len(lexed.mistakes):
        return None
    toks = lexed.tokens
    docstring = None
    if toks[0][0] == tokens.STRING and is_long_string(toks[0][1]):
        docstring = plain_string(toks[0])
    try:
        body = TableParser(file).statements(toks, 0 if docstring is None else 1)
    except NeedsTolerance:
        return None
    return _with_comments(nodes.Module(0, len(file.text), file, docstring, body), lexed)


def parse_expression(
    file: SourceFile, diagnostics: Diagnostics, start: int = 0, end: int | None = None
) -> nodes.Expr:
    """Return the tree of the one expression in ``file.text[start:end]``."""
    from kclpy.syntax.tolerant.module import parse_one_expression  # rarely needed

    lexed = lex_part(file, start, len(file.text) if end is None else end)
    return parse_one_expression(file, lexed, diagnostics)
