"""What runs change of the process, and that runs in threads keep apart."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import kclpy
from kclpy import Plugin
from kclpy.driver.conditions import run_conditions
from kclpy.syntax.recursion import LIMIT
from tests.soak import growth, soak


def test_limits_are_put_back() -> None:
    limit = sys.getrecursionlimit()
    with run_conditions():
        assert sys.getrecursionlimit() == LIMIT
        assert not gc.isenabled()
    assert sys.getrecursionlimit() == limit
    assert gc.isenabled()


def test_last_of_overlapping_runs_puts_back() -> None:
    limit = sys.getrecursionlimit()
    first, second = run_conditions(), run_conditions()
    first.__enter__()
    second.__enter__()
    assert gc.isenabled()  # as the runs might overlap for ever
    first.__exit__(None, None, None)
    assert sys.getrecursionlimit() == LIMIT
    second.__exit__(None, None, None)
    assert sys.getrecursionlimit() == limit
    assert gc.isenabled()


def test_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with run_conditions(), run_conditions():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_higher_limit_is_kept() -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(LIMIT + 1)
    with run_conditions():
        assert sys.getrecursionlimit() == LIMIT + 1
    assert sys.getrecursionlimit() == LIMIT + 1
    sys.setrecursionlimit(limit)


_PROGRAM = """
import kcl_plugin.who

schema Stage:
    name: str
    check:
        name == option("stage"), "mixed up"

_say = print(option("stage"))
stage = Stage { name = option("stage") }
told = who.name()
items = [stage.name + str(i) for i in range(30)]
"""


def _in_threads(work: Callable[[int], None], threads: int) -> None:
    """Run ``work`` in several threads that start together."""
    barrier = Barrier(threads)

    def start(number: int) -> None:
        barrier.wait()
        work(number)

    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(start, number) for number in range(threads)]:
            done.result()


@pytest.fixture
def _eager_switching() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("_eager_switching")
def test_threads_do_not_mix() -> None:
    def work(number: int) -> None:
        stage = f"stage{number}"
        who = Plugin("who")
        who.function(name="name")(lambda: stage)
        for _ in range(20):
            result = kclpy.compile(
                ["main.k"],
                texts={"main.k": _PROGRAM},
                arguments={"stage": stage},
                plugins=[who],
            )
            assert result.output is not None, result.errors
            [document] = result.output.documents
            assert document["stage"] == {"name": stage}
            assert document["told"] == stage
            assert document["items"] == [f"{stage}{i}" for i in range(30)]
            assert result.log == f"{stage}\n"

    _in_threads(work, 3)


@pytest.mark.usefixtures("_eager_switching")
def test_deep_recursion_survives_the_end_of_other_runs() -> None:
    deep = "f = lambda n { 0 if n == 0 else 1 + f(n - 1) }\na = f(3000)"

    def work(number: int) -> None:
        for _ in range(5):
            program = deep if number == 0 else "a = 3000"
            result = kclpy.compile(["main.k"], texts={"main.k": program})
            assert result.yaml == "a: 3000", result.errors

    _in_threads(work, 3)


def test_evaluations_leave_nothing_behind() -> None:
    samples = list(soak(300, 100))
    modules = [sample.modules for sample in samples]
    assert samples[-1].objects - samples[-2].objects < 3_000 + 200 * (modules[-1] - modules[-2])
    assert growth(samples)[0] < 100
