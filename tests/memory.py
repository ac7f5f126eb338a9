"""How much memory a process holds."""

from __future__ import annotations

import ctypes
import resource
from pathlib import Path

_PAGE = resource.getpagesize()


def resident() -> float:
    """Return how many megabytes of this process are in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE / 2**20


def give_back() -> None:
    """Let the C library return free memory to the system, if it is one that can."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
