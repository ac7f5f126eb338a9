"""The workspace: folders, unsaved buffers, and the snapshots that answer questions.

A `Snapshot` is one moment. Nothing in it changes, so that threads may ask it at the same time;
what was parsed and checked for it is kept for the next one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kclpy.diagnostics import Diagnostics
from kclpy.driver.workspace import MANIFEST, find_root
from kclpy.ide.cancel import CancelToken
from kclpy.ide.checked import Kept
from kclpy.ide.document import Document
from kclpy.ide.excerpt import Excerpts
from kclpy.ide.files import Disk, SnapshotFiles
from kclpy.ide.homes import Home, find_home
from kclpy.ide.kinds import Kind, kind_of, may_be_settings
from kclpy.ide.program import LoadedProgram, load, load_alone
from kclpy.ide.tree import Tree
from kclpy.ide.turns import Turns, TurnsLock
from kclpy.packages.manifest import ManifestError, load_manifest
from kclpy.source import SourceFile
from kclpy.source.vfs import canonical
from kclpy.syntax import nodes
from kclpy.syntax.recursion import deep_recursion

# So long a snapshot is believed where the editor says nothing of files that change.
_FRESH = 1.0


@dataclass(frozen=True, slots=True)
class _Shared:
    """What one moment leaves to the next.

    ``last`` is of each file the last moment of which all is known, ``settings`` are the buffers
    that could be understood last.
    """

    kept: Kept
    lock: TurnsLock
    disk: Disk = field(default_factory=Disk)
    last: dict[str, _Base] = field(default_factory=dict)
    settings: dict[str, SourceFile] = field(default_factory=dict)

    def copy(self) -> _Shared:
        """Return what another moment may change for itself."""
        lock = Turns().lock()
        return _Shared(self.kept.copy(), lock, self.disk, settings=self.settings.copy())


class Snapshot:
    """The files of one moment and what is known of them.

    Every method raises `Cancelled` once its token says so.
    """

    def __init__(
        self,
        buffers: Mapping[str, SourceFile],
        folders: tuple[str, ...],
        shared: _Shared,
        answers: dict[tuple[str, str], Any],
        world: object,
    ) -> None:
        self.buffers = buffers
        self.folders = folders
        self.made = time.monotonic()
        self.files = SnapshotFiles(buffers, shared.disk, answers, shared.settings)
        self._shared = shared
        self._kept = shared.kept
        self._lock = shared.lock
        self._trees: dict[str, Tree] = {}
        self._homes: dict[str, Home] = {}
        self._programs: dict[Home, LoadedProgram] = {}
        self._documents: dict[str, Document] = {}
        self._kinds: dict[tuple[str, str], Kind] = {}
        self._last = shared.last
        self._world = world
        self._excerpts: dict[str, Excerpts] = {}

    def document(self, path: str, token: CancelToken | None = None) -> Document:
        """Return the file at ``path`` with the program that it belongs to."""
        token = token or CancelToken()
        path = canonical(path)
        with self._lock, deep_recursion():
            known = self._documents.get(path)
            if known is None:
                token.check()
                program = self._program_of(path, token)
                token.check()
                known = self._documents[path] = Document(path, program, self.files)
                if path in self.buffers:
                    self._last[path] = _Base(known, self.buffers, self._world)
            return known

    def excerpt(self, path: str, offset: int, token: CancelToken | None = None) -> Document:
        """Return the file at ``path`` as far as a question about ``offset`` needs it.

        Right after an edit this is much faster than `document`; its tree has only the imports
        and the statements that matter.
        """
        path = canonical(path)
        known = self._documents.get(path)
        base = self._last.get(path)
        if known is None and base is not None:
            known = self._excerpt(path, offset, base)
        return known or self.document(path, token)

    def _excerpt(self, path: str, offset: int, base: _Base) -> Document | None:
        """Return an excerpt if nothing but the text of one buffer has changed since ``base``."""
        file = self.buffers.get(path)
        if file is None or file is base.document.file or self._world is not base.world:
            return None
        if {**self.buffers, path: file} != {**base.buffers, path: file}:
            return None
        if file.text == base.document.text:
            return base.document  # as after an undo
        excerpts = self._excerpts.get(path)
        try:
            with deep_recursion():
                if excerpts is None or excerpts.base is not base.document:
                    excerpts = Excerpts.between(base.document, file)
                    if excerpts is None:
                        return None
                    self._excerpts[path] = excerpts
                return excerpts.document(offset)
        except (RecursionError, MemoryError):
            return None

    def supposing(self, texts: Mapping[str, str]) -> Snapshot:
        """Return this moment with other ``texts`` of files, some of which may be new.

        Nothing that is found out about it is kept.
        """
        opened = {path: SourceFile(path, text) for path, text in texts.items()}
        with self._lock:
            return Snapshot(
                {**self.buffers, **opened},
                self.folders,
                self._shared.copy(),
                self.files.answers(texts),
                object(),
            )

    def home(self, path: str) -> Home:
        """Return the program that the file at ``path`` belongs to."""
        with self._lock:
            return self._home(canonical(path))

    @property
    def texts(self) -> dict[str, str]:
        """The texts of the buffers, by path."""
        return {path: file.text for path, file in self.buffers.items()}

    def module(self, path: str) -> nodes.Module:
        """Return the tree of the file at ``path``, of which nothing else is wanted."""
        with deep_recursion():
            return self._kept.parse(self.files.source(path), Diagnostics())

    def sources(self, path: str) -> list[str]:
        """Return all KCL files of the workspace that the file at ``path`` is in."""
        return self._tree(canonical(path)).sources

    def kind(self, path: str, language: str = "") -> Kind:
        """Return the kind of a document, which the editor says is in a ``language``."""
        found = self._kinds.get((path, language))
        if found is None:
            found = kind_of(path, language, self.files.source(path).text)
            if found is Kind.DATA and may_be_settings(path) and self._is_entry(path):
                found = Kind.SETTINGS
            self._kinds[path, language] = found
        return found

    def _is_entry(self, path: str) -> bool:
        """Tell whether the profile of the package around a file has it among its entries."""
        try:
            manifest = load_manifest(self.root_of(path), self.files)
        except ManifestError:
            return False
        entries = () if manifest is None else manifest.profile.entries
        home = "" if manifest is None else manifest.directory
        return path in (os.path.normpath(os.path.join(home, entry)) for entry in entries)

    def root_of(self, path: str) -> str:
        """Return the directory that the imports of the file at ``path`` start in."""
        return self._tree(path).root_of(path)

    def projects(self, path: str = "") -> list[str]:
        """Return the directories of all folders that configure commands.

        So are those of the folder that the file at ``path`` is in, if it is given.
        """
        folders = dict.fromkeys((*self.folders, *([path] if path else ())))
        return list(dict.fromkeys(one for each in folders for one in self._tree(each).projects))

    def all_sources(self) -> list[str]:
        """Return all KCL files of all folders."""
        return list(
            dict.fromkeys(one for folder in self.folders for one in self._tree(folder).sources)
        )

    def program(self, home: Home, token: CancelToken | None = None) -> LoadedProgram:
        """Return the program of ``home``."""
        with self._lock, deep_recursion():
            return self._program(home, token or CancelToken())

    def _program_of(self, path: str, token: CancelToken) -> LoadedProgram:
        program = self._program(self._home(path), token)
        if program.package_of(path) is not None:
            return program
        return load_alone(path, self.files, self._kept)

    def _home(self, path: str) -> Home:
        home = self._homes.get(path)
        if home is None:
            home = self._homes[path] = find_home(path, self._tree(path))
        return home

    def _program(self, home: Home, token: CancelToken) -> LoadedProgram:
        program = self._programs.get(home)
        if program is None:
            program = self._programs[home] = load(home, self.files, self._kept, token)
            if self._kept.is_due:
                self._kept.tidy(self.files.is_file)
                self.files.disk.tidy(self.files.is_file)
        return program

    def _tree(self, path: str) -> Tree:
        """Return the files around ``path``: of its folder, its module, or its directory."""
        folder = next((f for f in self.folders if is_below(path, f)), None)
        is_deep = True
        if folder is None:
            folder = find_root(os.path.dirname(path))
            is_deep = self.files.is_file(os.path.join(folder, MANIFEST))
        tree = self._trees.get(folder)
        if tree is None:
            tree = self._trees[folder] = Tree(folder, self.files, is_deep)
        return tree


class _Base(NamedTuple):
    """A file of which all is known, the buffers of that moment, and the rest of its world."""

    document: Document
    buffers: Mapping[str, SourceFile]
    world: object


class Workspace:
    """Folders and buffers; each change makes the next snapshot another one.

    ``folders`` are looked through for files that use what is asked about.
    """

    def __init__(self, folders: Iterable[str] = ()) -> None:
        self._folders = tuple(dict.fromkeys(canonical(folder) for folder in folders))
        self._buffers: dict[str, SourceFile] = {}
        self.turns = Turns()
        self._shared = _Shared(Kept(self.turns), self.turns.lock())
        self._snapshot: Snapshot | None = None
        self._world = object()  # another one for each change that is not one of a buffer
        # What the file system told: since when, about which world, the answers.
        self._answers: tuple[float, object, dict[tuple[str, str], Any]] = (0.0, None, {})
        self.is_told = False  # of each file that changes on disk

    @property
    def kept(self) -> Kept:
        """What was parsed and checked so far."""
        return self._shared.kept

    def set_folders(self, folders: Iterable[str]) -> None:
        """Say which folders belong to the workspace."""
        with self._changing():
            self._folders = tuple(dict.fromkeys(canonical(folder) for folder in folders))
            self._world = object()

    def open(self, path: str, text: str) -> None:
        """Say that a buffer holds ``text``; it hides the file at ``path``."""
        path = canonical(path)
        known = self._buffers.get(path)
        if known is None or known.text != text:
            with self._changing():
                self._buffers = {**self._buffers, path: SourceFile(path, text)}

    def close(self, path: str) -> None:
        """Say that the file at ``path`` counts again."""
        path = canonical(path)
        with self._changing():
            self._buffers = {key: file for key, file in self._buffers.items() if key != path}
            self._shared.last.pop(path, None)
            self._shared.settings.pop(path, None)

    def refresh(self) -> None:
        """Say that files on disk have changed."""
        with self._changing():
            self._world = object()

    def tidy(self) -> None:
        """Say that time has passed: what is gone is forgotten when the next program is loaded."""
        self.kept.is_left_over = True

    def text(self, path: str) -> str | None:
        """Return the text of a buffer, None if there is none for ``path``."""
        found = self._buffers.get(canonical(path))
        return None if found is None else found.text

    @contextmanager
    def _changing(self) -> Iterator[None]:
        yield
        self._snapshot = None

    def snapshot(self) -> Snapshot:
        """Return the present moment."""
        snapshot = self._snapshot
        is_old = snapshot is None or time.monotonic() - snapshot.made > _FRESH
        if snapshot is None or (is_old and not self.is_told):
            snapshot = self._snapshot = Snapshot(
                self._buffers,
                self._folders,
                self._shared,
                self._present_answers(),
                self._world,
            )
        return snapshot

    def _present_answers(self) -> dict[tuple[str, str], Any]:
        """Return what the file system has told so far, if that still holds."""
        world = (self._world, self._buffers.keys())
        now = time.monotonic()
        since, asked, answers = self._answers
        if asked != world or not (self.is_told or now - since <= _FRESH):
            answers = {}
            self._answers = (now, world, answers)
        return answers


def is_below(path: str, folder: str) -> bool:
    """Return whether ``path`` is ``folder`` or lies in it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
