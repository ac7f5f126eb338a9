"""A fixed slice of generated calls, about which both engines must say the same.

``python -m tests.fuzz builtins`` draws others.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kclpy.builtins import registry
from tests.fuzz.calls.draw import IMPURE, pure_builtins
from tests.fuzz.calls.session import Disagreement, Session
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


def test_what_is_left_out_exists() -> None:
    assert all(registry.find(name) is not None for name in IMPURE)
