"""Programs nested, chained or wide without measure end as all others do: output or diagnostics."""

from __future__ import annotations

import sys

import pytest

from kclpy import api
from tests.robustness.shapes.catalogue import LEGAL, SHAPES
from tests.unit.syntax.trees import parsed
from tests.work import is_linear

MAIN = "/nowhere/main.k"
MODERATE = 150
LARGE = 1_500

# The text of these grows with the square of the size, so their work does.
SQUARE = tuple(name for name in SHAPES if name.startswith("blocks/"))

each_shape = pytest.mark.parametrize("name", SHAPES)


@each_shape
def test_a_shape_ends_in_output_or_diagnostics(name: str) -> None:
    text = SHAPES[name](MODERATE)
    result = api.compile([MAIN], texts={MAIN: text}, workdir="/nowhere")
    assert bool(result.diagnostics) == result.is_failure
    assert not any(diagnostic.problem.message == "" for diagnostic in result.diagnostics)


@each_shape
def test_a_large_shape_is_parsed(name: str) -> None:
    limit = sys.getrecursionlimit()
    parsed(SHAPES[name](200 if name in SQUARE else LARGE))
    assert sys.getrecursionlimit() == limit


@pytest.mark.parametrize("name", [name for name in SHAPES if name not in SQUARE])
def test_parsing_takes_work_like_the_text(name: str) -> None:
    assert is_linear(lambda size: parsed(SHAPES[name](size)), 300)


@pytest.mark.parametrize("name", [name for name in LEGAL if name not in SQUARE])
def test_a_run_takes_work_like_the_text(name: str) -> None:
    def work(size: int) -> None:
        api.compile([MAIN], texts={MAIN: LEGAL[name](size)}, workdir="/nowhere")

    assert is_linear(work, 150)
