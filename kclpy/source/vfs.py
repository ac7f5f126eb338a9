"""Reading sources: texts given in memory hide those on disk.

One `Files` belongs to one compilation. It reads a file once, so that all phases talk about
the same text, and it knows afterwards what was read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from kclpy.source.file import SourceFile


class ReadError(Exception):
    """A file cannot be read; ``reason`` is worded as the system words it."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Files:
    """The files of one compilation, by canonical path."""

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        self._texts = {canonical(path): text for path, text in (texts or {}).items()}
        self._directories = {parent for path in self._texts for parent in _parents(path)}
        self._sources: dict[str, SourceFile] = {}

    def source(self, path: str) -> SourceFile:
        """Return the file at a canonical path; raise `ReadError` if that cannot be done."""
        source = self._sources.get(path)
        if source is None:
            text = self._texts.get(path)
            source = SourceFile(path, _read(path) if text is None else text)
            self._sources[path] = source
        return source

    def settled(self, path: str) -> SourceFile:
        """Return a file of settings at a canonical path; raise `ReadError` if that cannot be done.

        An editor has it as it was when it could be understood last.
        """
        return self.source(path)

    @property
    def read(self) -> list[SourceFile]:
        """All files that were read so far."""
        return list(self._sources.values())

    def canonical(self, path: str) -> str:
        """Return the one absolute path of ``path``, without links."""
        return canonical(path)

    def is_file(self, path: str) -> bool:
        """Tell whether there is a file at ``path``."""
        return os.path.isfile(path) or (bool(self._texts) and canonical(path) in self._texts)

    def is_directory(self, path: str) -> bool:
        """Tell whether there is a directory at ``path``."""
        return os.path.isdir(path) or (bool(self._texts) and canonical(path) in self._directories)

    def exists(self, path: str) -> bool:
        """Tell whether there is anything at ``path``."""
        return os.path.exists(path) or self.is_file(path) or self.is_directory(path)

    def sources_in(self, directory: str) -> list[str]:
        """Return the names of the KCL files in ``directory``, sorted."""
        home = canonical(directory)
        names = {os.path.basename(path) for path in self._texts if os.path.dirname(path) == home}
        if os.path.isdir(directory):
            names.update(os.listdir(directory))
        return sorted(name for name in names if name.endswith(".k"))

    def packages_in(self, directory: str) -> list[str]:
        """Return the names by which packages in ``directory`` are imported, sorted."""
        names = {name.removesuffix(".k") for name in self.sources_in(directory)}
        try:
            with os.scandir(directory) as found:
                names.update(entry.name for entry in found if entry.is_dir())
        except OSError:
            pass  # what cannot be listed has no packages
        return sorted(name for name in names if name.isidentifier())


def canonical(path: str) -> str:
    """Return the one absolute path, without links, under which diagnostics show a file."""
    try:
        return os.path.realpath(path)
    except ValueError:  # a NUL: there is no such file
        return os.path.abspath(path)


def _parents(path: str) -> list[str]:
    parents = []
    while (parent := os.path.dirname(path)) != path:
        parents.append(parent)
        path = parent
    return parents


def _read(path: str) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise ReadError(path, f"{error.strerror} (os error {error.errno})") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError(path, "stream did not contain valid UTF-8") from None
