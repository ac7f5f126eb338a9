"""Tokens: what the lexer makes of the text.

A token is a plain tuple, because a program has very many of them. Its kind is the symbol or
the word itself, or one of the names below.
"""

from __future__ import annotations

from typing import TypeAlias

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
