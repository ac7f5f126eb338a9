"""Files that a test or a measurement needs on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write_files(home: Path, files: Mapping[str, str]) -> Path:
    """Write texts, by their paths below ``home``, and return ``home``."""
    for name, text in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return home
