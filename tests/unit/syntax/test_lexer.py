"""Tokens, layout and what the lexer says."""

from __future__ import annotations

import pytest

from kclpy.source import SourceFile
from kclpy.syntax.lexer import Lexed, lex, lex_part
from tests.unit.syntax.trees import mistakes


def lexed(text: str) -> tuple[Lexed, list[str]]:
    file = SourceFile("main.k", text)
    result = lex(file)
    return result, mistakes(file, result.mistakes)


def kinds(text: str) -> str:
    return " ".join(token[0] for token in lexed(text)[0].tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "newline eof"),
        ("a = 1", "name = number newline eof"),
        ("\n\n# c\n  \na", "newline name newline eof"),
        ("a\\\n  b", "name name newline eof"),
        ("  a\nb", "name newline name newline eof"),
        ("if a:\n  b\nc\n", "if name : newline indent name newline dedent name newline eof"),
        ("[\n  1\n]\n", "[ newline indent number newline dedent ] newline eof"),
        ("a\n  b", "name newline indent name newline dedent newline eof"),
        ("x **= y // 2 -> ...", "name **= name // number -> ... newline eof"),
        ("$if r'a' R\"b\" r", "name string string name newline eof"),
        ("12.foo 1.5 1. 1..2", "number . name number number number . . number newline eof"),
        ("'''a\n b''' \"\" ''", "string string string newline eof"),
        ("if a: b\nelse: c", "if name : name continued else : name newline eof"),
        (
            "[a\nfor a in b\nif c]",
            "[ name continued for name in name continued if name ] newline eof",
        ),
        ("[\nif a: b]", "[ newline if name : name ] newline eof"),
        ("for = 1\nfor = 1", "for = number newline for = number newline eof"),
        ("lambda {a} -> int {", "lambda lambda{ name } -> name { newline eof"),
        ("lambda {a} {", "lambda { name } { newline eof"),
    ],
)
def test_kinds(text: str, expected: str) -> None:
    assert kinds(text) == expected
    assert not lexed(text)[1]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("a = 1;", "1:6 the semicolon ';' here is unnecessary, please remove it"),
        ("a = !b", "1:5 invalid token '!', consider using 'not '"),
        ("a = `b", "1:5 unknown start of token"),
        ("a = \0", "1:5 unknown start of token"),
        ("a\u00a0= 1", "1:2 unknown start of token"),
        ("a = b²", "1:6 unknown start of token"),
        ("a = 4²", "1:6 unknown start of token"),
        ("a = 4٣", "1:6 unknown start of token"),
        ("a = 4é", "1:5 invalid int binary suffix"),
        ("a = 1 \\ # c", "1:7 unexpected character after line continuation character"),
        ("a = 'b\nc = 1", "1:5 unterminated string"),
        ("a = r'b\nc = 1", "1:6 unterminated string"),
        ("a = 'b\rc'", "1:5 unterminated string"),
        ("a = '\nb = 'c'", "1:5 invalid string syntax"),
        ("a = '\nb = c\n'", "1:5 unterminated string"),
        ('a = """b\nc', "1:5 unterminated string"),
        ('a = "\\x4"', "1:6 invalid string syntax"),
        ("a = [1)", "1:7 error nesting on close paren"),
        ("a = (1}", "1:7 error nesting on close brace"),
        ("a = 1]", "1:6 mismatched closing delimiter"),
        ("if a:\n\tb\n    c", "3:5 inconsistent use of tabs and spaces in indentation"),
        ("a = 08", "1:5 no valid digits found for number"),
        ("é = 0o18", "1:8 invalid digit for a base 8 literal, start: 8, stop: 9"),
        ("a = 1e", "1:5 expected at least one digit in exponent"),
        ("a = 0x1.5", "1:5 hexadecimal float literal is not supported"),
        ("a = 1abc", "1:5 invalid int binary suffix"),
        (";", "1 the semicolon ';' here is unnecessary, please remove it"),
    ],
)
def test_first_mistake(text: str, mistake: str) -> None:
    assert lexed(text)[1][0] == mistake


def test_wrong_bracket_closes_the_last_one_that_it_fits() -> None:
    text = "(a = [1) ]"
    assert lexed(text)[1] == [
        "1:8 error nesting on close paren",
        "1:10 mismatched closing delimiter",
    ]
    assert len(lexed("(a = [1)")[1]) == 1


def test_wrong_dedent_tells_how_much_too_deep() -> None:
    tokens = lexed("if a:\n    b\n  c\n  d\ne")[0].tokens
    assert [token[1] for token in tokens if token[0] == "dedent"] == ["2", "2", ""]


def test_comments_have_their_places() -> None:
    text = "# a\nb = 1 # c\n\n  # d\n# e"
    comments = [text[start:end] for start, end in lexed(text)[0].comments]
    assert comments == ["# a", "# c", "# d", "# e"]


def test_part_has_offsets_of_the_file() -> None:
    file = SourceFile("main.k", 'a = "${b + 1}"')
    tokens = lex_part(file, 7, 12).tokens
    assert tokens[0] == ("name", "b", 7, 8)
    assert tokens[-2:] == [("newline", "", 12, 12), ("eof", "", 12, 12)]
