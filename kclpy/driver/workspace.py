"""The entries of a run: which files form the main package, and where its root is.

An entry is a file, a directory, a glob pattern, or a path that starts with ``${KCL_MOD}``
or ``${package:KCL_MOD}`` (reference, 06 section 1).
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kclpy.diagnostics import Diagnostics, Problem
from kclpy.diagnostics.load import EntryNotFound, NoEntries, NoFiles, RootNotFound
from kclpy.driver.options import Options
from kclpy.source.vfs import Files, canonical

MANIFEST = "kcl.mod"

# How the names of files end that hold tests.
TESTS = "_test.k"

_VARIABLE = re.compile(r"\$\{(?:([a-zA-Z0-9_-]+):)?KCL_MOD\}/?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the main package; ``root`` is where its imports start."""

    path: str
    root: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """The entries of a run in their order; ``root`` belongs to all of them together."""

    root: str
    entries: tuple[Entry, ...]


def find_workspace(options: Options, files: Files, diagnostics: Diagnostics) -> Workspace | None:
    """Return the entries that ``options`` name; report the first that is not there."""
    if not options.paths:
        diagnostics.report(NoEntries(), None)
        return None
    finder = _Finder(options, files)
    try:
        entries = tuple(dict.fromkeys(finder.entries()))
    except _Missing as missing:
        diagnostics.report(missing.problem, None)
        return None
    if not entries and not options.packages:
        diagnostics.report(NoFiles(), None)
        return None
    roots = {entry.root for entry in entries}
    root = roots.pop() if len(roots) == 1 else find_root(canonical(options.workdir))
    return Workspace(root, entries)


def find_root(directory: str) -> str:
    """Return the nearest directory, from ``directory`` upwards, that has a manifest.

    Without a manifest it is ``directory`` itself.
    """
    home = directory
    while not os.path.isfile(os.path.join(home, MANIFEST)):
        parent = os.path.dirname(home)
        if parent == home:
            return directory
        home = parent
    return home


class _Missing(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Finder:
    def __init__(self, options: Options, files: Files) -> None:
        self.paths = options.paths
        self.workdir = options.workdir
        self.externals: Mapping[str, str] = options.externals
        self.files = files
        self.roots: dict[str, str] = {}

    def entries(self) -> Iterator[Entry]:
        for path in self.paths:
            yield from self._found(path, self._expanded(path))

    def _expanded(self, path: str) -> str:
        """Return the absolute form of an entry, its variable replaced."""
        match = _VARIABLE.match(path)
        if match is None:
            return os.path.join(self.workdir, path)
        if match[1] is None:
            root = self._root_of_others(path)
        else:
            root = self.externals.get(match[1].replace("-", "_"))
        if root is None:
            raise _Missing(RootNotFound(path))
        return os.path.join(self.workdir, root, path[match.end() :])

    def _root_of_others(self, path: str) -> str | None:
        """Return the root of the first entry that does not start with a variable."""
        for other in self.paths:
            if not _VARIABLE.match(other):
                return next((e.root for e in self._found(other, self._expanded(other))), None)
        return None

    def _found(self, written: str, path: str) -> Iterator[Entry]:
        if self.files.is_file(path):
            yield self._entry(path)
        elif self.files.is_directory(path):
            for name in self.files.sources_in(path):
                if not name.endswith(TESTS):
                    yield self._entry(os.path.join(path, name))
        else:
            matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []
            if not matches:
                raise _Missing(EntryNotFound(written, self._beside(written, path)))
            for match in matches:
                if match.endswith(".k") and self.files.is_file(match):
                    yield self._entry(match)

    def _beside(self, written: str, path: str) -> tuple[str, ...]:
        """Return what could be meant by an entry that is not there, as it would be written."""
        directory = os.path.dirname(path)
        names = [*self.files.sources_in(directory), *self.files.packages_in(directory)]
        above = os.path.dirname(written)
        return tuple(os.path.join(above, name) for name in names)

    def _entry(self, path: str) -> Entry:
        path = canonical(path)
        directory = os.path.dirname(path)
        if directory not in self.roots:
            self.roots[directory] = find_root(directory)
        return Entry(path, self.roots[directory])
