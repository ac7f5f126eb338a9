"""Files as the editor sees them: buffers that are not saved hide what is on disk.

What was read from disk is kept as long as the file does not change, so that one and the same
`SourceFile` stands for one text; parsed trees are found by it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from kclpy.driver.setting_keys import SETTINGS
from kclpy.packages.keys import OWN
from kclpy.packages.shapes import Key, Table
from kclpy.source import SourceFile
from kclpy.source.vfs import Files, ReadError
from kclpy.vet.documents import DataError, format_of, read_documents

if TYPE_CHECKING:
    from kclpy.ide.homes import Entrance, Home

R = TypeVar("R")

_IMPORT = re.compile(r"^[ \t]*import[ \t]+(\.*[\w.\-]+)", re.MULTILINE)

# Directories that hold no programs of the user.
_SKIPPED = frozenset({"node_modules", "__pycache__", "vendor"})

# More files than these are not looked through.
_MOST = 20_000

_MANIFEST = {name: Key(shape, "") for name, shape in OWN.items()}


class Disk:
    """The files on disk, read again when their time or size changes."""

    def __init__(self) -> None:
        self._sources: dict[str, tuple[tuple[int, int], SourceFile]] = {}
        self._imports: dict[str, tuple[SourceFile, tuple[str, ...]]] = {}

    def source(self, path: str) -> SourceFile:
        """Return the file at a canonical path; what cannot be read is empty."""
        try:
            status = os.stat(path)
            stamp = (status.st_mtime_ns, status.st_size)
        except (OSError, ValueError):
            self._sources.pop(path, None)
            return SourceFile(path, "")
        known = self._sources.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        try:
            source = Files().source(path)
        except ReadError:
            source = SourceFile(path, "")
        if known is not None and known[1].text == source.text:
            source = known[1]  # touched, not changed
        self._sources[path] = (stamp, source)
        return source

    def imports(self, source: SourceFile) -> tuple[str, ...]:
        """Return the paths that a text seems to import, as they are written."""
        known = self._imports.get(source.path)
        if known is None or known[0] is not source:
            known = self._imports[source.path] = source, tuple(_IMPORT.findall(source.text))
        return known[1]

    def tidy(self, is_file: Callable[[str], bool]) -> None:
        """Forget files that are gone."""
        self._sources = {path: one for path, one in self._sources.items() if is_file(path)}
        self._imports = {path: one for path, one in self._imports.items() if is_file(path)}


class SnapshotFiles(Files):
    """The files of one moment: ``buffers``, by canonical path, hide those on disk.

    ``answers`` are those of the file system, which several moments may share. ``settings`` are
    the buffers that could be understood last.
    """

    def __init__(
        self,
        buffers: Mapping[str, SourceFile],
        disk: Disk,
        answers: dict[tuple[str, str], Any],
        settings: dict[str, SourceFile],
    ) -> None:
        super().__init__({path: file.text for path, file in buffers.items()})
        self._sources.update(buffers)
        self.disk = disk
        self.buffers = buffers
        self.settings = settings
        self._settled: dict[str, SourceFile] = {}
        self._answers = answers
        self.entrances: dict[Home, Entrance] = {}  # what `homes` found out
        self.buffered = tuple(path for path in buffers if path.endswith(".k"))

    def source(self, path: str) -> SourceFile:
        found = self._sources.get(path)
        if found is None:
            found = self._sources[path] = self.once("source", path, self.disk.source)
        return found

    def settled(self, path: str) -> SourceFile:
        if path not in self.buffers:
            return self.source(path)
        found = self._settled.get(path)
        if found is None:
            found = self.buffers[path]
            if is_readable(found):
                self.settings[path] = found
            else:
                found = self.settings.get(path) or self.disk.source(path)
            self._settled[path] = found
        return found

    def canonical(self, path: str) -> str:
        return self.once("canonical", path, super().canonical)

    def is_file(self, path: str) -> bool:
        return self.once("file", path, super().is_file)

    def is_directory(self, path: str) -> bool:
        return self.once("directory", path, super().is_directory)

    def sources_in(self, directory: str) -> list[str]:
        return self.once("sources", directory, super().sources_in)

    def answers(self, texts: Collection[str]) -> dict[tuple[str, str], Any]:
        """Return what the file system has told so far, but for what new ``texts`` change."""
        forgotten = {*texts, *map(os.path.dirname, texts)}
        return {
            key: answer
            for key, answer in self._answers.copy().items()
            if key[1] not in forgotten or key[0] not in ("source", "file", "directory", "sources")
        }

    def once(self, question: str, path: str, ask: Callable[[str], R]) -> R:
        """Return the answer to a question about a path, which is asked once."""
        key = (question, path)
        if key not in self._answers:
            self._answers[key] = ask(path)
        found: R = self._answers[key]
        return found


def is_readable(file: SourceFile) -> bool:
    """Tell whether the loaders understand the text of a file of settings."""
    format_name = format_of(file.path) or "toml"
    try:
        documents = read_documents(file, format_name)
    except DataError:
        return False
    shape = SETTINGS if format_name == "yaml" else Table(_MANIFEST, is_open=True)
    value = next((one.value for one in documents), None)
    found = shape.mistakes({} if value is None else value)
    return all(one.problem.level != "error" for one in found)


def walk(folder: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the directories below ``folder`` with the names of their files, in order.

    Hidden ones are left out, and those that hold downloaded packages.
    """
    count = 0
    for directory, inner, names in os.walk(folder):
        inner[:] = sorted(n for n in inner if not n.startswith(".") and n not in _SKIPPED)
        count += len(names)
        if count > _MOST:
            return
        yield directory, sorted(names)
