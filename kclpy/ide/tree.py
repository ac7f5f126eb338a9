"""What lies in the folders of the workspace: KCL files, settings, and who imports what."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from kclpy.driver.settings import DEFAULT_NAME
from kclpy.driver.workspace import find_root
from kclpy.ide.files import SnapshotFiles, walk
from kclpy.packages.configuration import CONFIGURATIONS


class _Found(NamedTuple):
    sources: list[str]
    settings: list[str]
    projects: list[str]


class Tree:
    """The files in a folder, looked through once; below it as well if it ``is_deep``."""

    def __init__(self, folder: str, files: SnapshotFiles, is_deep: bool = True) -> None:
        self.folder = folder
        self.files = files
        self.is_deep = is_deep

    @property
    def _found(self) -> _Found:
        return self.files.once("tree" if self.is_deep else "files", self.folder, self._find)

    def _find(self, _: str) -> _Found:
        found = _Found([], [], [])
        for directory, names in walk(self.folder):
            sources = (name for name in names if name.endswith(".k"))
            found.sources.extend(os.path.join(directory, name) for name in sources)
            if DEFAULT_NAME in names:
                found.settings.append(os.path.join(directory, DEFAULT_NAME))
            if not CONFIGURATIONS.keys().isdisjoint(names):
                found.projects.append(directory)
            if not self.is_deep:
                break
        return found

    @property
    def sources(self) -> list[str]:
        """All KCL files, those that are only open in the editor as well."""
        inside = self.folder.rstrip(os.sep) + os.sep
        opened = [path for path in self.files.buffered if path.startswith(inside)]
        return list(dict.fromkeys((*self._found.sources, *opened)))

    @property
    def settings(self) -> list[str]:
        """All settings files."""
        return self._found.settings

    @property
    def projects(self) -> list[str]:
        """All directories with a file that configures commands."""
        return self._found.projects

    def root_of(self, path: str) -> str:
        """Return the directory that the imports of the file at ``path`` start in."""
        return self.files.once("root", os.path.dirname(path), find_root)

    @cached_property
    def imported(self) -> frozenset[tuple[str, str]]:
        """The packages that some file imports: a root, and the dotted path below it."""
        return frozenset(
            (self.root_of(path), dotted) for path in self.sources for dotted in self._imports(path)
        )

    def _imports(self, path: str) -> Iterator[str]:
        for written in self.files.disk.imports(self.files.source(path)):
            rest = written.lstrip(".")
            dots = len(written) - len(rest)
            if not dots:
                yield rest
                continue
            directory = os.path.dirname(path)
            for _ in range(dots - 1):
                directory = os.path.dirname(directory)
            yield dotted(self.root_of(path), os.path.join(directory, *rest.split(".")))


def dotted(root: str, path: str) -> str:
    """Return the path of a package as imports write it, "" for the root itself."""
    above = root.rstrip(os.sep) + os.sep
    # Most lie below the root, and are asked about often.
    relative = path[len(above) :] if path.startswith(above) else os.path.relpath(path, root)
    return "" if relative == os.curdir else ".".join(relative.split(os.sep))
