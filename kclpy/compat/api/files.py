"""Which files of a module import which."""

from __future__ import annotations

import os

from kclpy.driver.analysis import analyse
from kclpy.driver.options import Options
from kclpy.driver.workspace import find_root
from kclpy.source.vfs import canonical


def imported(path: str) -> list[str]:
    """Return the files that the program at ``path`` imports, in the order of the imports."""
    return [file for file in _files(path) if not _is_below(file, path)]


def importers(path: str) -> list[str]:
    """Return the files below the root of the module that import a file at ``path``, sorted."""
    place = canonical(path)
    root = find_root(place if os.path.isdir(place) else os.path.dirname(place))
    others = [
        os.path.join(directory, name)
        for directory, _, names in os.walk(root)
        for name in names
        if name.endswith(".k")
    ]
    return sorted(
        other
        for other in others
        if not _is_below(other, place) and any(_is_below(file, place) for file in _files(other))
    )


def _files(path: str) -> list[str]:
    return list(analyse(Options(paths=(path,))).modules)


def _is_below(file: str, path: str) -> bool:
    place = canonical(path)
    return file == place or os.path.dirname(file) == place
