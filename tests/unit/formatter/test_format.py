"""Formatting of texts: mistakes, ranges, parts left alone, sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kclpy.formatter import Edit, format_lines, format_text
from tests.formatting import faults
from tests.fuzz.formatting import program
from tests.work import is_linear


def test_text_with_mistakes_is_refused() -> None:
    result = format_text("a   = (1\n", "x.k")
    assert result.is_failure
    assert result.text == "a   = (1\n"
    assert next(iter(result.diagnostics)).labels[0].span.file.path == "x.k"


def test_carriage_returns_and_the_mark_are_dropped() -> None:
    assert format_text("\ufeffa=1 # b\r\nc=2\r\n").text == "a = 1 # b\nc = 2\n"


def test_lines_touch_only_their_statements() -> None:
    text = "a=1\n\n\nb=2 # c\nd   =3\n"
    assert format_lines(text, 4, 4) == [Edit(6, 13, "b = 2 # c")]


def test_lines_of_a_text_with_mistakes_stay() -> None:
    assert format_lines("a=(\nb=1\n", 1, 2) == []


def test_part_that_is_left_alone_moves_with_its_block() -> None:
    text = "if a:\n  b   =  [\n     1\n  ] # fmt: skip\n  c=1\n"
    assert format_text(text).text == "if a:\n    b   =  [\n       1\n    ] # fmt: skip\n    c = 1\n"


@pytest.mark.parametrize("opener", ["[", "("])
def test_ten_thousand_brackets(opener: str) -> None:
    closer = {"[": "]", "(": ")"}[opener]
    text = f"a={opener * 10_000}1{closer * 10_000}\n"
    assert format_text(text).text == text.replace("=", " = ")


def test_many_lines() -> None:
    text = "".join(f"a{n}={{x=[{n},{n}],y='z'}} # {n}\n\n\n" for n in range(3000))
    assert format_text(text).text.startswith("a0 = {x = [0, 0], y = 'z'} # 0\na1 = ")


@pytest.mark.parametrize("number", range(60))
def test_random_layouts(number: int) -> None:
    text = program(0, number)
    assert text is None or faults(text) == []


def _lambdas(depth: int) -> str:
    text = "lambda -> int { 1 }"
    for number in range(depth):
        text = f"lambda p{number}: int = {text} -> int {{ 1 }}"
    return f"f = {text}\n"


@pytest.mark.parametrize(
    "text",
    [
        _lambdas,
        lambda depth: f"a = {'{a = ' * depth}1{'}' * depth}\n",
        lambda depth: f"a = {'{if True: a = ' * depth}1{'}' * depth}\n",
        lambda lines: "a = {b = 1, c = [1, 2]} # d\n" * lines,
    ],
    ids=["lambdas in parameters", "configs", "conditions", "lines"],
)
def test_work_grows_with_the_text(text: Callable[[int], str]) -> None:
    assert is_linear(lambda size: format_text(text(size)), 60)


@pytest.mark.parametrize("indent", ["\t", "  ", "       "])
def test_indentation(indent: str) -> None:
    text = 'schema A:\n    b: {str:} = {\n        "c" = """\n    d"""\n    }\n'
    levels = text.replace('    d"', 'd"').replace("    ", indent).replace('d"', '    d"')
    assert format_text(text, indent=indent).text == levels
    assert format_text(levels, indent=indent).text == levels
    assert format_text(levels).text == text
    assert format_lines("if a:\n   b = 1\n", 1, 2, indent=indent)[0].text == f"if a:\n{indent}b = 1"


@pytest.mark.parametrize("indent", ["\t", "  "])
@pytest.mark.parametrize("number", range(20))
def test_random_layouts_with_other_indentation(number: int, indent: str) -> None:
    text = program(1, number)
    assert text is None or faults(text, indent) == []
