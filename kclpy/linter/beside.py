"""Files beside those of a program: tests, and files that were not named.

They share the variables of the package, so that what only they read is used. Their text is
all that is asked for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from kclpy.source.vfs import Files, ReadError, canonical

_PRIVATE = re.compile(r"\b_\w+")


def private_names(paths: Iterable[str], files: Files) -> frozenset[str]:
    """Return the private names in the KCL files of the directories of ``paths`` but for these."""
    own = {canonical(path) for path in paths}
    names: set[str] = set()
    for directory in {os.path.dirname(path) for path in own}:
        for name in files.sources_in(directory):
            path = canonical(os.path.join(directory, name))
            if path not in own:
                try:
                    names.update(_PRIVATE.findall(files.source(path).text))
                except ReadError:
                    continue  # it is no part of the program
    return frozenset(names)
