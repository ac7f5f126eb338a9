"""Problems are used like frozen dataclasses."""

from __future__ import annotations

from typing import ClassVar

import pytest

from kclpy.diagnostics import Advice, Problem
from kclpy.diagnostics.problem import PlacedProblem, aside
from kclpy.source import SourceFile


class Wrong(Problem, code="E1", kind="Kind"):
    """A problem of tests."""

    name: str
    count: int = 1
    others: tuple[str, ...] = aside(default=())
    limit: ClassVar[int] = 3
    template = "'{name}' is wrong {count} times"
    remedy = "rename '{name}'"


class Worse(Wrong, code="W1"):
    """A problem that has what its base has, and more."""

    much: str = "very"


class Placed(PlacedProblem, kind="Kind"):
    """A problem that a second place explains."""

    name: str
    template = "{name}"
    reason = "'{name}' stands here"


def test_arguments_fill_the_template() -> None:
    assert Wrong("a").message == "'a' is wrong 1 times"
    assert Wrong("a", 2).message == Wrong(name="a", count=2).message
    assert Worse("a", 2, (), "rather").much == "rather"
    assert Worse("a").level == "warning" and Worse.kind == "Kind"


def test_equality_leaves_out_what_serves_advice() -> None:
    assert Wrong("a", others=("b",)) == Wrong("a")
    assert hash(Wrong("a", others=("b",))) == hash(Wrong("a"))
    assert Wrong("a") != Wrong("b")
    assert Wrong("a") != Worse("a")


def test_remedy_is_advice() -> None:
    assert Wrong("a").advice(None) == Advice(help=("rename 'a'",))


def test_second_place() -> None:
    place = SourceFile("x.k", "a").span(0, 1)
    (label,) = Placed("a", place=place).advice(None).related
    assert (label.span, label.message) == (place, "'a' stands here")
    assert Placed("a").advice(None) == Advice()


def test_name() -> None:
    assert Worse.id() == "worse"
    assert PlacedProblem.id() == "placed-problem"


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [((), {}), (("a", 1, (), 4), {}), (("a",), {"name": "b"}), (("a",), {"nope": 1})],
)
def test_wrong_arguments(args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    with pytest.raises((TypeError, AttributeError)):
        Wrong(*args, **kwargs)  # type: ignore[arg-type]  # that is the point


def test_is_frozen_and_shown() -> None:
    problem = Wrong("a")
    with pytest.raises(AttributeError):
        problem.name = "b"  # type: ignore[misc]  # that is the point
    assert repr(problem) == "Wrong(name='a', count=1, others=())"
