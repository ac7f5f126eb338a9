"""What of the Python process a run changes, and puts back when it ends.

The recursion limit and the garbage collector belong to the whole process, while runs may
overlap: in several threads, or because a plugin starts one. So runs are counted; the first
one changes what it needs, the last one puts it back.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Deep enough for 10,000 nested brackets and for recursive KCL functions.
RECURSION_LIMIT = 200_000


class _Runs:
    """Counts the runs of the process."""

    def __init__(self) -> None:
        self.lock = threading.RLock()  # a finalizer within may start a run, too
        self.count = 0
        self.limit = 0  # what the recursion limit was before the first run
        self.collects = True  # whether the collector was enabled before it

    def begin(self) -> None:
        with self.lock:
            self.count += 1
            if self.count == 1:
                self.limit = sys.getrecursionlimit()
                self.collects = gc.isenabled()
                sys.setrecursionlimit(max(self.limit, RECURSION_LIMIT))
                gc.disable()
            elif self.collects:
                gc.enable()  # there may be no moment without a run

    def end(self) -> None:
        with self.lock:
            self.count -= 1
            if self.count == 0:
                if sys.getrecursionlimit() == max(self.limit, RECURSION_LIMIT):
                    sys.setrecursionlimit(self.limit)
                if self.collects:
                    gc.enable()


# The process is one, and so is this.
_runs = _Runs()


@contextmanager
def run_conditions() -> Iterator[None]:
    """Make Python ready for a run: allow deep recursion, and let the collector rest.

    A run builds large trees and drops them at its end; looking for cycles in between costs a
    third of the time and finds nothing. Where runs overlap the collector works all the same.
    """
    _runs.begin()
    try:
        yield
    finally:
        _runs.end()
