"""Long work asks between two lines whether to go on."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from kclpy.diagnostics import Diagnostics
from kclpy.semantics.checker.base import PackageTypes
from kclpy.semantics.checker.package import check_package
from kclpy.semantics.program import MAIN, Package
from kclpy.semantics.resolver import resolve
from kclpy.source import SourceFile
from kclpy.syntax.interruption import poll, polled
from kclpy.syntax.parser import parse

WHOLE = "".join(f"a{number} = {{b = {number}}}\n" for number in range(50))
BROKEN = f"x = {{\n{WHOLE}"


class GivenUp(Exception):
    """Somebody types on."""


def after(count: int) -> Callable[[], None]:
    """Return a question that gives up when it is asked for the ``count``-th time."""
    left = [count]

    def ask() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise GivenUp

    return ask


@pytest.mark.parametrize("text", [WHOLE, BROKEN])
@pytest.mark.parametrize("count", [0, 10, 49, 60])
def test_a_parser_is_given_up(text: str, count: int) -> None:
    with pytest.raises(GivenUp), polled(after(count)):
        parse(SourceFile("main.k", text), Diagnostics())


def test_resolver_and_checker_are_given_up() -> None:
    package = Package(MAIN, [parse(SourceFile("main.k", WHOLE), Diagnostics())])
    with pytest.raises(GivenUp), polled(after(20)):
        resolve(package, {}, [])
    with pytest.raises(GivenUp), polled(after(20)):
        check_package(PackageTypes(package, {}, {}), {}, {}, Diagnostics())


def test_what_is_parsed_after_that_is_whole() -> None:
    file = SourceFile("main.k", BROKEN)
    expected = Diagnostics()
    whole = parse(file, expected)
    for count in range(0, 100, 7):
        with pytest.raises(GivenUp), polled(after(count)):
            parse(file, Diagnostics())
    found = Diagnostics()
    assert [one.start for one in parse(file, found).body] == [one.start for one in whole.body]
    assert list(found) == list(expected)


def test_the_question_of_one_thread_is_not_asked_in_another() -> None:
    asked: list[str] = []
    with polled(lambda: asked.append(threading.current_thread().name)):
        poll()
        other = threading.Thread(target=poll)
        other.start()
        other.join()
    poll()
    assert asked == [threading.current_thread().name]


def test_an_inner_question_counts_until_it_ends() -> None:
    asked: list[str] = []
    with polled(lambda: asked.append("outer")):
        with polled(lambda: asked.append("inner")):
            poll()
        poll()
    assert asked == ["inner", "outer"]
