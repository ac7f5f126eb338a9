"""Deep recursion: a program may nest thousands of brackets, and each level takes calls.

The recursion limit belongs to the whole process, and what needs it may overlap: in several
threads, or because a plugin starts a run. So the users are counted; the first one raises the
limit, the last one puts it back.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

# Deep enough for 10,000 nested brackets and for recursive KCL functions.
LIMIT = 200_000


class _Users:
    """Counts those who need the limit to be high."""

    def __init__(self) -> None:
        self.lock = RLock()  # a finalizer within may be a user, too
        self.count = 0
        self.before = 0  # what the limit was before the first one

    def begin(self) -> None:
        with self.lock:
            self.count += 1
            if self.count == 1:
                self.before = sys.getrecursionlimit()
                sys.setrecursionlimit(max(self.before, LIMIT))

    def end(self) -> None:
        with self.lock:
            self.count -= 1
            if self.count == 0 and sys.getrecursionlimit() == max(self.before, LIMIT):
                sys.setrecursionlimit(self.before)  # unless somebody else changed it


# The process is one, and so is this.
_users = _Users()


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Allow calls of Python functions to nest as deep as programs do."""
    _users.begin()
    try:
        yield
    finally:
        _users.end()
