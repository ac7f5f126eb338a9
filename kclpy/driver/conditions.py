"""What of the Python process a run changes, and puts back when it ends.

The recursion limit and the garbage collector belong to the whole process, while runs may
overlap: in several threads, or because a plugin starts one. So runs are counted.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from kclpy.syntax.recursion import deep_recursion


class _Runs:
    """Counts the runs of the process; the collector rests while there is just one."""

    def __init__(self) -> None:
        self.lock = RLock()  # a finalizer within may start a run, too
        self.count = 0
        self.collects = True  # whether the collector was enabled before the first one

    def begin(self) -> None:
        with self.lock:
            self.count += 1
            if self.count == 1:
                self.collects = gc.isenabled()
                gc.disable()
            elif self.collects:
                gc.enable()  # there may be no moment without a run

    def end(self) -> None:
        with self.lock:
            self.count -= 1
            if self.count == 0 and self.collects:
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
        with deep_recursion():
            yield
    finally:
        _runs.end()
