"""How much work something is, counted and not timed: a busy machine changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def calls(action: Callable[[], Any]) -> int:
    """Return how many functions are called while ``action`` runs, those written in C included."""
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    outer = sys.getprofile()
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(outer)
    return count


def is_linear(work: Callable[[int], Any], size: int) -> bool:
    """Tell whether ``work`` of twice the size takes about twice as many calls."""
    return calls(lambda: work(2 * size)) < 2.5 * calls(lambda: work(size)) + 1_000
