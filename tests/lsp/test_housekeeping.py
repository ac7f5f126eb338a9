"""Rings of dead objects are freed at rest, and while somebody types on and on."""

from __future__ import annotations

import asyncio
import gc
import sys
import weakref
from collections.abc import Iterator

import pytest

from kclpy_lsp.housekeeping import Housekeeping

# So often somebody types; nothing takes so long.
_KEYS = 10_000

_NEVER = 3_600.0


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    """Leave the collector of this process as it was."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


class _Ring:
    def __init__(self) -> None:
        self.itself = self


def _dead_ring() -> weakref.ref[_Ring]:
    """Return a reference to a ring that nobody needs, and no collection of young objects frees."""
    ring = _Ring()
    for generation in range(3):
        gc.collect(generation)
    return weakref.ref(ring)


async def _typed(housekeeping: Housekeeping, ring: weakref.ref[_Ring]) -> bool:
    """Type until a ring is freed; tell whether it was."""
    for _ in range(_KEYS):
        housekeeping.postpone()
        await asyncio.sleep(0.001)
        if ring() is None:
            return True
    return False


@pytest.mark.parametrize("few", [0, sys.maxsize])
def test_rings_are_freed_without_a_rest(few: int) -> None:
    housekeeping = Housekeeping(rest=_NEVER, longest=0.01, few=few)
    housekeeping.begin()
    housekeeping.tidy()
    apart = gc.get_freeze_count()
    for _ in range(2):
        assert asyncio.run(_typed(housekeeping, _dead_ring()))
    assert few or gc.get_freeze_count() <= apart


def test_rings_are_freed_at_rest() -> None:
    async def rest() -> None:
        housekeeping = Housekeeping(rest=0.0, longest=_NEVER)
        housekeeping.begin()
        ring = _dead_ring()
        housekeeping.postpone()
        while ring() is not None:
            await asyncio.sleep(0.001)

    asyncio.run(rest())


def test_many_objects_wait_for_the_first_rest() -> None:
    async def type_() -> None:
        while not gc.get_freeze_count():
            housekeeping.postpone()
            await asyncio.sleep(0.001)

    ring = _Ring()
    freed = weakref.ref(ring)
    del ring
    housekeeping = Housekeeping(rest=_NEVER, longest=0.0, few=0)
    housekeeping.begin()
    asyncio.run(type_())
    assert freed() is not None
    housekeeping.tidy()
    assert freed() is None


def test_few_objects_are_always_looked_at() -> None:
    housekeeping = Housekeeping(few=sys.maxsize)
    ring = _Ring()
    freed = weakref.ref(ring)
    housekeeping.tidy()
    del ring
    housekeeping.tidy()
    assert freed() is None


def test_what_is_apart_is_looked_at_when_there_is_much_more() -> None:
    housekeeping = Housekeeping(few=0)
    housekeeping.tidy()
    ring = _Ring()
    housekeeping.tidy()
    freed = weakref.ref(ring)
    del ring
    housekeeping.tidy()
    assert freed() is not None, "a little more is no reason"
    many = [[number] for number in range(gc.get_freeze_count())]
    housekeeping.tidy()  # they are counted from now on
    housekeeping.tidy()
    assert freed() is None
    del many


def test_what_is_gone_is_forgotten_before_garbage_is_looked_for() -> None:
    rings = [_Ring()]
    freed = weakref.ref(rings[0])
    Housekeeping(rings.clear).tidy()
    assert freed() is None


def test_a_process_that_did_not_leave_it_to_it_collects_by_itself() -> None:
    async def type_() -> None:
        housekeeping = Housekeeping(rest=0.0, longest=0.0)
        housekeeping.postpone()
        await asyncio.sleep(0.01)

    asyncio.run(type_())
    assert not gc.get_freeze_count()
