"""Paths that settings name: what is there, and what may be written."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator

_KCL = (".k",)
_ENTRIES = (".k", ".yaml", ".yml")

# How the names of files end that a text may name; any does for "".
ENDINGS = {
    "directory": (),
    "file": _KCL,
    "entry": _ENTRIES,
    "path": ("",),
    "pattern": ("",),
}

# What need not be there.
_LOOSE = ("pattern",)

# So many names of a directory are proposed.
_MOST = 200


def proposed_paths(home: str, begun: str, names: str) -> Iterator[str]:
    """Yield what ``begun``, relative to ``home``, may become; directories end with a slash."""
    above = begun.rpartition("/")[0]
    above = f"{above}/" if above or begun.startswith("/") else ""
    for name, is_directory in _listed(os.path.join(home, above)):
        if is_directory:
            yield f"{above}{name}" if names == "directory" else f"{above}{name}/"
        elif name.endswith(ENDINGS[names]):
            yield f"{above}{name}"
    if names == "directory" and set(above) <= set("./"):
        yield f"{above}.."


def _listed(directory: str) -> list[tuple[str, bool]]:
    """Return the names in a directory that are not hidden, and whether they are directories."""
    try:
        with os.scandir(directory) as found:
            names = [(one.name, one.is_dir()) for one in found if not one.name.startswith(".")]
    except (OSError, ValueError):
        return []
    return sorted(names)[:_MOST]


def is_missing(home: str, path: str, names: str) -> bool:
    """Tell whether a path that ought to lead somewhere leads nowhere."""
    if names in _LOOSE or "${" in path:
        return False
    try:
        full = os.path.join(home, path)
        return not (os.path.exists(full) or (glob.has_magic(path) and _matches(full)))
    except ValueError:  # a null character
        return True


def _matches(pattern: str) -> bool:
    return next(glob.iglob(pattern, recursive=True), None) is not None


def file_at(home: str, path: str) -> str | None:
    """Return the file that a path leads to: of a package, its manifest; None if there is none."""
    full = os.path.normpath(os.path.join(home, path))
    try:
        if os.path.isdir(full):
            full = os.path.join(full, "kcl.mod")
        return full if os.path.isfile(full) else None
    except ValueError:
        return None
