"""A server that tells, when it is asked, how much memory it holds.

    python -m tests.lsp.observed

It is the server of ``kclpy lsp`` with one question more, whose answer changes nothing but that free
memory is given back to the system: garbage stays until the server itself looks for it.
"""

from __future__ import annotations

import argparse
import gc
import sys
from typing import Any

from kclpy_lsp import main
from kclpy_lsp.server import KclServer
from tests.memory import give_back, resident

MEMORY = "tests/memory"


class ObservedServer(KclServer):
    """A server that answers `MEMORY`."""

    def __init__(self) -> None:
        super().__init__()
        self.feature(MEMORY)(_memory)


def _memory(_: Any) -> dict[str, float]:
    """Return megabytes in memory, before and after free ones are given back, and objects."""
    before = resident()
    give_back()
    objects = len(gc.get_objects()) + gc.get_freeze_count()
    return {"resident": before, "held": resident(), "objects": objects}


if __name__ == "__main__":
    words = argparse.Namespace(verbose=False, tcp=None)
    sys.exit(main.run(words, ObservedServer()))
