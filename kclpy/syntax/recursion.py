"""Deep recursion: a program may nest thousands of brackets, and each level takes calls."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Deep enough for 10,000 nested brackets and for recursive KCL functions.
_LIMIT = 200_000


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Allow calls of Python functions to nest as deep as programs do."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
