"""Which files are meant: files, directories, ``dir/...``, without those that are ignored.

``.kclignore`` and ``.kclfmtignore`` hold patterns as ``.gitignore`` does. They count for what
stands in their directory and below.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

IGNORE_FILE = ".kclignore"
_DEEP = "..."


class FilesError(Exception):
    """A path leads to nothing, or an ignore file cannot be read."""


class _Patterns(Protocol):
    def match_file(self, file: str) -> bool:
        """Tell whether ``file`` is ignored."""
        ...


def find_files(paths: Sequence[str]) -> list[str]:
    """Return the files that ``paths`` mean, each once, in order; raise `FilesError`."""
    ignored = Ignored((IGNORE_FILE, ".kclfmtignore"))
    found: dict[str, str] = {}
    for path in paths or ["."]:
        for file in _files(path):
            if not ignored.contains(file):
                found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _files(path: str) -> Iterator[str]:
    head, tail = os.path.split(path)
    if tail == _DEEP:
        yield from _below(_checked(head or "."))
    elif os.path.isdir(path):
        names = sorted(os.listdir(_checked(path)))
        files = (os.path.normpath(os.path.join(path, name)) for name in names)
        yield from (file for file in files if file.endswith(".k") and os.path.isfile(file))
    else:
        yield _checked(path)


def _below(directory: str) -> Iterator[str]:
    """Yield the KCL files below ``directory``; hidden directories and links are left out."""
    for home, directories, names in os.walk(directory):
        directories[:] = sorted(name for name in directories if not name.startswith("."))
        for name in sorted(names):
            file = os.path.normpath(os.path.join(home, name))
            if name.endswith(".k") and os.path.isfile(file):
                yield file


def _checked(path: str) -> str:
    try:
        os.stat(path)
        if os.path.isdir(path):
            os.listdir(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FilesError(f"cannot read '{path}': {reason}") from None
    return path


class Ignored:
    """The ignore files, called ``names``, of the directories that were looked at."""

    def __init__(self, names: Sequence[str] = (IGNORE_FILE,)) -> None:
        self._names = names
        self._patterns: dict[str, list[_Patterns]] = {}

    def contains(self, file: str) -> bool:
        """Tell whether an ignore file in a directory above ``file`` names it."""
        path = os.path.abspath(file)
        directory = os.path.dirname(path)
        while True:
            if directory not in self._patterns:
                self._patterns[directory] = _read(directory, self._names)
            relative = os.path.relpath(path, directory).replace(os.sep, "/")
            if any(p.match_file(relative) for p in self._patterns[directory]):
                return True
            parent = os.path.dirname(directory)
            if parent == directory:
                return False
            directory = parent


def _read(directory: str, names: Iterable[str]) -> list[_Patterns]:
    """Return the patterns of the ignore files in ``directory``."""
    found: list[_Patterns] = []
    for name in names:
        path = os.path.join(directory, name)
        if not os.path.isfile(path):
            continue
        try:
            from pathspec import GitIgnoreSpec  # seldom needed

            with open(path, encoding="utf-8") as lines:
                found.append(GitIgnoreSpec.from_lines(lines))
        except ImportError:
            raise FilesError(f"reading '{path}' needs kclpy-lang[fmt]") from None
        except (OSError, ValueError) as error:
            raise FilesError(f"cannot read '{path}': {error}") from None
    return found
