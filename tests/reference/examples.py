"""Where the examples of the reference are: beside the checkout, or where a variable says."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cases import Case, find_cases

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = "KCLPY_REFERENCE"


def directory() -> Path | None:
    """Return the folder of the examples, None if there is none."""
    told = os.environ.get(VARIABLE)
    path = Path(told) if told else ROOT.parent / "shared" / "spec" / "examples"
    return path if path.is_dir() else None


def cases(chapter: str) -> list[Case]:
    """Return the cases of a chapter."""
    home = directory()
    return [] if home is None else list(find_cases(home / chapter, home))
