"""How the path of an import is written that leads to a place on disk.

Only its end names what lies there; before it may stand what a dependency is called. So it is
compared with the end of the place that it leads to, and that part is written anew.
"""

from __future__ import annotations

import os

from kclpy.ide.workspace import is_below


def relative(home: str, place: str) -> str | None:
    """Return the relative import that leads from a file in ``home`` to ``place``.

    None if there is none: it cannot lead to a directory above, and has only names.
    """
    words = os.path.relpath(place.removesuffix(".k"), home).split(os.sep)
    up = words.count(os.pardir)
    inside = words[up:]
    if not inside or not all(word.isidentifier() for word in inside):
        return None
    return "." * (up + 1) + ".".join(inside)


def path_to(written: str, place: str, target: str) -> str | None:
    """Return how an import that leads to ``place`` is written if that becomes ``target``.

    None if it cannot be: what the import starts from does not lie above the new place.
    """
    words = written.lstrip(".").split(".")
    dots = written[: len(written) - len(written.lstrip("."))]
    parts = place.removesuffix(".k").split(os.sep)
    shared = 0
    while shared < len(words) and shared < len(parts) and words[-1 - shared] == parts[-1 - shared]:
        shared += 1
    start = os.sep.join(parts[: len(parts) - shared])
    if not is_below(target, start):
        return None
    inside = target.removesuffix(".k")[len(start) :].strip(os.sep).split(os.sep)
    path = [*words[: len(words) - shared], *inside]
    return dots + ".".join(path) if all(word.isidentifier() for word in path) else None
