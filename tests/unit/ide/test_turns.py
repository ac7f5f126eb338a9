"""Long work gives way to what is urgent, and nothing waits for what waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from kclpy.ide import turns as turns_module
from kclpy.ide.cancel import Cancelled, CancelToken
from kclpy.ide.turns import Turns, unhurried
from kclpy.syntax.interruption import poll

_LONG = 30.0  # seconds; nothing here takes that


def started(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


@contextmanager
def urgent(turns: Turns) -> Iterator[None]:
    let_go = turns.hold()
    try:
        with turns.urgent():
            yield
    finally:
        let_go()


def test_long_work_waits_for_the_end_of_urgent_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "_MOST", _LONG)
    turns, done = Turns(), []

    def long_work() -> None:
        turns.give_way()
        done.append("long")

    with urgent(turns):
        thread = started(long_work)
        time.sleep(0.05)
        done.append("urgent")
    thread.join(_LONG)
    assert done == ["urgent", "long"]


def test_what_is_held_waits_until_it_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "_MOST", _LONG)
    turns, done = Turns(), []

    def long_work() -> None:
        turns.give_way()
        done.append("long")

    let_go = turns.hold()
    thread = started(long_work)
    time.sleep(0.05)
    done.append("held")
    let_go()
    thread.join(_LONG)
    assert done == ["held", "long"]


def test_urgent_work_waits_for_nobody() -> None:
    turns = Turns()
    with urgent(turns):
        turns.give_way()
    turns.give_way()


def test_who_waits_for_a_lock_stands_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "_MOST", _LONG)
    turns, done = Turns(), []
    lock, is_held, is_asked = turns.lock(), threading.Event(), threading.Event()

    def long_work() -> None:
        with lock:
            is_held.set()
            is_asked.wait(_LONG)
            turns.give_way()
            done.append("long")

    thread = started(long_work)
    is_held.wait(_LONG)
    with urgent(turns):
        is_asked.set()
        with lock:
            done.append("urgent")
    thread.join(_LONG)
    assert done == ["long", "urgent"]


def test_nobody_gives_way_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "_MOST", 0.01)
    turns, ended = Turns(), threading.Event()

    def long_work() -> None:
        for _ in range(1000):
            turns.give_way()
        ended.set()

    with urgent(turns):
        thread = started(long_work)
        assert ended.wait(_LONG)
    thread.join(_LONG)


def test_unhurried_work_is_given_up_where_it_polls() -> None:
    token = CancelToken()
    with unhurried(token, Turns()):
        poll()
        token.cancel()
        with pytest.raises(Cancelled):
            poll()
    poll()
