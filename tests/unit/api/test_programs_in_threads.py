"""Threads that evaluate different programs with different options do not mix them."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from kclpy import api
from kclpy.driver.options import Options
from tests.soak import golden

_THREADS = 8
_OPTIONS = "name = option('name', required=True)\nnumber: int = option('number', type='int')\n"


def _programs(choose: random.Random) -> list[Options]:
    """Return golden programs, and one program with options of many values."""
    found = choose.sample(golden(), 120)
    for number in range(120):
        given = {"name": f"n{number}", "number": str(number)}
        program = Options(paths=("main.k",), texts={"main.k": _OPTIONS}, arguments=given)
        found.append(replace(program, disable_none=number % 2 == 0, sort_keys=number % 3 == 0))
    choose.shuffle(found)
    return found


def _answer(options: Options) -> tuple[str, str, str]:
    result = api.run(options)
    return result.yaml, result.json, str(result.errors)


def test_programs_are_what_they_are_alone() -> None:
    programs = _programs(random.Random(4))
    alone = [_answer(options) for options in programs]
    assert len(set(alone)) > 200
    with ThreadPoolExecutor(_THREADS) as pool:
        together = list(pool.map(_answer, programs))
    assert together == alone
