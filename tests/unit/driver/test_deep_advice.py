"""Advice about what is nested deeply, or wrong very often: no stack ends, no form fails."""

from __future__ import annotations

import pytest

from kclpy import api
from kclpy.diagnostics.formats import FORMATS, Findings, write
from tests.work import is_linear

DEPTH = 2000

PROGRAMS = {
    "list": f"a = {'[' * DEPTH}nope{']' * DEPTH}\n",
    "dict": f"a = {'{x = ' * DEPTH}nope{'}' * DEPTH}\n",
    "type": f"a: {'[' * DEPTH}int{']' * DEPTH} = {'[' * DEPTH}'s'{']' * DEPTH}\n",
    "conversion": (
        f"f = lambda x {{ x }}\n"
        f"a: {'[' * DEPTH}int{']' * DEPTH} = f({'[' * DEPTH}'s'{']' * DEPTH})\n"
    ),
    "evaluation": f"z = 0\na = {'{x = ' * DEPTH}1 // z{'}' * DEPTH}\n",
    "brackets": f"a = {'(' * DEPTH}\n",
    "union": f"a: {'int | [str] | ' * DEPTH}bool = [1]\n",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_deep_program(name: str) -> None:
    found = api.compile(["main.k"], texts={"main.k": PROGRAMS[name]}, explain=True).diagnostics
    assert found
    for form in FORMATS:
        assert write(Findings(found), form)


@pytest.mark.parametrize("line", ["a = 1\n", "a{} = 1\na{} = 2\n"], ids=["one name", "many"])
def test_many_mistakes_take_linear_time(line: str) -> None:
    def work(count: int) -> None:
        text = "".join(line.format(i, i) for i in range(count))
        found = api.compile(["main.k"], texts={"main.k": text}, explain=True).diagnostics
        assert found
        assert write(Findings(found), "json")

    assert is_linear(work, 120)
