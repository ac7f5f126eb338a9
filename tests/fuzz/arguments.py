"""What the modes of ``python -m tests.fuzz`` share: how one is added, and how much it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

Modes: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_mode(
    modes: Modes, name: str, about: str, main: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """Add a mode, which ``main`` runs, and return its parser for further arguments."""
    parser = modes.add_parser(name, help=about, description=about)
    parser.set_defaults(main=main)
    parser.add_argument("--count", type=int, default=1000, help="how many programs or calls")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=int, default=0, help="number of the first program")
    return parser
