"""Both parsers make the same tree, and both survive anything."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from kclpy.diagnostics import Diagnostics
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.lexer import lex
from kclpy.syntax.parser import parse, parse_expression
from kclpy.syntax.tolerant.module import parse_module
from kclpy.syntax.visitor import children
from tests.unit.syntax.trees import dump, parsed
from tests.work import is_linear

GOLDEN = Path(__file__).parents[2] / "golden"
PROGRAMS = sorted(path for path in GOLDEN.rglob("*.k") if "crds" not in path.parts)
NAMES = [path.relative_to(GOLDEN).as_posix() for path in PROGRAMS]


@pytest.mark.parametrize("path", PROGRAMS, ids=NAMES)
def test_tolerant_parser_agrees(path: Path) -> None:
    file = SourceFile("main.k", path.read_text("utf-8"))
    diagnostics = Diagnostics()
    module = parse(file, diagnostics)
    module.comments = []
    tolerant = parse_module(file, lex(file), Diagnostics())
    assert dump(module) == dump(tolerant)


@pytest.mark.parametrize("path", PROGRAMS[::7], ids=NAMES[::7])
def test_every_prefix_has_a_tree(path: Path) -> None:
    text = path.read_text("utf-8")
    for length in range(0, len(text), 3):
        module, _ = parsed(text[:length])
        _check_offsets(module, length)


def _check_offsets(module: nodes.Module, length: int) -> None:
    """Check that nodes lie within the text."""
    todo: list[nodes.Node] = [module]
    while todo:
        node = todo.pop()
        assert 0 <= node.start <= node.end <= length, node
        todo.extend(children(node))


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 10_000 + "]" * 10_000,
        "a = " + "(" * 10_000 + "1" + ")" * 10_000,
        "a = " + "{a=" * 10_000 + "1" + "}" * 10_000,
        "a: " + "[" * 10_000 + "]" * 10_000 + " = 1",
        "a = " + "lambda { " * 3_000 + "1" + " }" * 3_000,
        "a = 1" + " + 1" * 20_000,
        "a = " + "1 if b else " * 10_000 + "2",
        "if a:\n  b = 1\n" + "elif a:\n  b = 1\n" * 3_000,
    ],
)
def test_deep_programs(text: str) -> None:
    _, mistakes = parsed(text + "\n")
    assert mistakes == []


@pytest.mark.parametrize(
    ("before", "repeated", "after"),
    [
        *(("a = ", opening, "") for opening in "([{"),
        *(("", character, "") for character in "`;\\-@?$)]}:=,\0²"),
        *(("", word, "") for word in ("not ", "if ", '"\n', "a = ", "lambda {", "all x in y {")),
        ('a = "', "${", '"'),
        ('a = "', "${}", '"'),
        ("a = [", "if a: ", ""),
    ],
    ids=repr,
)
def test_broken_programs_take_linear_work(before: str, repeated: str, after: str) -> None:
    limit = sys.getrecursionlimit()
    assert is_linear(lambda size: parsed(before + repeated * size + after), 2_000)
    assert sys.getrecursionlimit() == limit


def test_offsets_of_interpolations_are_those_of_the_file() -> None:
    text = 'a = "x ${b + c:#json}"\n'
    module, _ = parsed(text)
    statement = module.body[0]
    assert isinstance(statement, nodes.AssignStmt)
    assert isinstance(statement.value, nodes.JoinedString)
    hole = statement.value.parts[1]
    assert isinstance(hole, nodes.FormattedValue)
    assert text[hole.start : hole.end] == "${b + c:#json}"
    assert text[hole.value.start : hole.value.end] == "b + c"
    assert hole.spec == "#json"


def test_one_expression_within_a_file() -> None:
    file = SourceFile("main.k", "-O x=[1, 2]")
    diagnostics = Diagnostics()
    expr = parse_expression(file, diagnostics, 5)
    assert isinstance(expr, nodes.ListExpr)
    assert (expr.start, len(diagnostics)) == (5, 0)


def test_text_behind_an_expression_is_a_mistake() -> None:
    diagnostics = Diagnostics()
    parse_expression(SourceFile("main.k", "1 2"), diagnostics)
    assert len(diagnostics) == 1


def test_comments_are_kept_in_order() -> None:
    module, _ = parsed("# a\nb = [ # c\n  1\n  # d\n]\n")
    assert [comment.text for comment in module.comments] == ["# a", "# c", "# d"]
    assert all(one.end < other.start for one, other in pairwise(module.comments))
