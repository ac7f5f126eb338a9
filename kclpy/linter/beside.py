"""Files that may share variables with a program and are no part of it.

These are the other files of its directories, tests included, and those of the stacks around:
directories with ``kcl.yaml`` below or beside them, whose settings may name the files of the
program. Their text is all that is asked for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from kclpy.driver.settings import DEFAULT_NAME
from kclpy.source.vfs import Files, ReadError, canonical

_PRIVATE = re.compile(r"\b_\w+")


def private_names(paths: Iterable[str], files: Files) -> frozenset[str]:
    """Return the private names in the files that may share variables with those at ``paths``."""
    own = {canonical(path) for path in paths}
    homes = {os.path.dirname(path) for path in own}
    stacks = {stack for home in homes for stack in _stacks_around(home)}
    names: set[str] = set()
    for directory in homes | stacks:
        for name in files.sources_in(directory):
            path = canonical(os.path.join(directory, name))
            if path not in own:
                try:
                    names.update(_PRIVATE.findall(files.source(path).text))
                except ReadError:
                    continue  # it is no part of the program
    return frozenset(names)


def _stacks_around(home: str) -> Iterator[str]:
    """Yield the directories below and beside ``home`` that have settings."""
    for directory in (home, os.path.dirname(home)):
        try:
            with os.scandir(directory) as found:
                below = [entry.path for entry in found if entry.is_dir()]
        except OSError:
            continue  # what cannot be listed has no stacks
        for path in below:
            if os.path.isfile(os.path.join(path, DEFAULT_NAME)):
                yield path
