"""A fixed slice of generated calls, about which both engines must say the same.

``python -m tests.fuzz builtins`` draws others.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kclpy.builtins import registry
from tests.fuzz.calls.batch import ask
from tests.fuzz.calls.codecs import round_trip
from tests.fuzz.calls.compare import verdict
from tests.fuzz.calls.draw import IMPURE, pure_builtins
from tests.fuzz.calls.session import Disagreement, Session
from tests.fuzz.choices import RandomChoices
from tests.fuzz.engines import Engine, kclpy, oracle
from tests.oracle import is_installed

COUNT = 6
MODULES = sorted({name.full_name.rpartition(".")[0] for name in pure_builtins()})


@pytest.fixture(scope="module")
def engines() -> Iterator[tuple[Engine, Engine]]:
    """Both engines, in processes of their own."""
    with oracle(2.0) as official, kclpy() as own:
        yield official, own


@pytest.mark.skipif(not is_installed(), reason="needs kcl-lib")
@pytest.mark.parametrize("module", MODULES)
def test_engines_agree_on_calls(engines: tuple[Engine, Engine], module: str) -> None:
    found: list[Disagreement] = []
    session = Session(*engines, seed=1, count=COUNT, found=found.append)
    for builtin in pure_builtins():
        if builtin.full_name.rpartition(".")[0] == module:
            assert session.compare(builtin).verdicts.total() == COUNT
    assert not found, "\n\n".join(map(str, found))


@pytest.mark.skipif(not is_installed(), reason="needs kcl-lib")
def test_engines_agree_on_round_trips(engines: tuple[Engine, Engine]) -> None:
    calls = [round_trip(RandomChoices(f"codecs/{number}")) for number in range(60)]
    replies = [ask(engine, calls) for engine in engines]
    for call, theirs, mine in zip(calls, *replies, strict=True):
        assert verdict(call, theirs, mine), (call, theirs, mine)
    assert sum(reply.status == "value" for reply in replies[1]) > 40


def test_what_is_left_out_exists() -> None:
    assert all(registry.find(name) is not None for name in IMPURE)
