"""The parser: from a file to nodes.

`lexer` makes tokens.
"""

from __future__ import annotations

from kclpy.diagnostics import Diagnostics
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.lexer import lex, lex_part
from kclpy.syntax.tolerant import module as tolerant


def parse(file: SourceFile, diagnostics: Diagnostics) -> nodes.Module:
    """Return the tree of ``file``; report its syntax errors."""
    lexed = lex(file, diagnostics)
    module = tolerant.parse_module(file, lexed.tokens, diagnostics)
    text = file.text
    module.comments = [nodes.Comment(a, b, text[a:b]) for a, b in lexed.comments]
    return module


def parse_expression(
    file: SourceFile, diagnostics: Diagnostics, start: int = 0, end: int | None = None
) -> nodes.Expr:
    """Return the tree of the one expression in ``file.text[start:end]``."""
    lexed = lex_part(file, start, len(file.text) if end is None else end, diagnostics)
    return tolerant.parse_one_expression(file, lexed.tokens, diagnostics)
