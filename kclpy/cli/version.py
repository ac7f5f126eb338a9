"""``kclpy version``: print the version."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kclpy import __version__


def run(argv: Sequence[str]) -> int:
    """Print the version of kclpy; the command takes no arguments."""
    if argv:
        sys.stderr.write("usage: kclpy version\n")
        return 2
    sys.stdout.write(f"{__version__}\n")
    return 0
