"""Which program a file belongs to.

A file of tests belongs to the files beside it. Settings that list a file make it a part of
their program; the nearest ones win. Within a module a file is a part of the package of its
directory, unless others import it by its own name. Outside of any module a file stands for
itself, unless the directory is imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.driver.options import Options
from kclpy.driver.request import Request, RequestError, resolve_request
from kclpy.driver.workspace import MANIFEST, TESTS, Workspace, find_workspace
from kclpy.ide.files import SnapshotFiles
from kclpy.ide.tree import Tree, dotted


@dataclass(frozen=True, slots=True)
class Home:
    """A program: what a command line in ``workdir`` would name, entries or a settings file.

    A ``package``, a directory or a file, is loaded as if something imported it.
    """

    workdir: str
    paths: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    package: str = ""

    @property
    def request(self) -> Request:
        """The command line."""
        options = Options(paths=self.paths, workdir=self.workdir)
        return Request(options, settings=self.settings)


@dataclass(frozen=True, slots=True)
class Entrance:
    """What is loaded for a home: the entries, the options, and why these are incomplete."""

    workspace: Workspace
    options: Options
    problems: tuple[Diagnostic, ...] = ()


def find_home(path: str, tree: Tree) -> Home:
    """Return the program that the file at the canonical ``path`` belongs to."""
    directory, name = os.path.split(path)
    files = tree.files
    if name.endswith(TESTS):
        return Home(directory, (*_sources(directory, files), path))
    for settings in _near(path, tree.settings):
        home = Home(os.path.dirname(settings), settings=(settings,))
        if _contains(home, path, files):
            return home
    root = tree.root_of(path)
    itself = path.removesuffix(".k")
    if (root, dotted(root, itself)) in tree.imported and not files.is_directory(itself):
        return Home(directory, (path,), package=path)
    is_module = files.is_file(os.path.join(root, MANIFEST))
    if is_module and directory == root:
        whole = Home(root)  # the profile may say what is compiled
        return whole if _contains(whole, path, files) else Home(root, (path,))
    if not (is_module or (root, dotted(root, directory)) in tree.imported):
        return Home(directory, (path,))
    if name.startswith("_"):
        return Home(directory, _sources(directory, files))
    return Home(directory, (directory,), package=directory)


def _sources(directory: str, files: SnapshotFiles) -> tuple[str, ...]:
    """Return the files of a directory that are no tests."""
    names = [name for name in files.sources_in(directory) if not name.endswith(TESTS)]
    return tuple(os.path.join(directory, name) for name in names)


def _near(path: str, settings: list[str]) -> Iterator[str]:
    """Yield settings files, the one in the directory of ``path`` first."""
    directory = os.path.dirname(path)
    own = [one for one in settings if os.path.dirname(one) == directory]
    yield from own
    yield from (one for one in settings if one not in own)


def _contains(home: Home, path: str, files: SnapshotFiles) -> bool:
    entries = enter(home, files).workspace.entries
    return any(entry.path == path for entry in entries)


def enter(home: Home, files: SnapshotFiles) -> Entrance:
    """Return what is loaded for ``home``; mistakes in settings or manifest leave them out."""
    found = files.entrances.get(home)
    if found is None:
        found = files.entrances[home] = _entrance(home, files)
    return found


def _entrance(home: Home, files: SnapshotFiles) -> Entrance:
    problems: list[Diagnostic] = []
    request = home.request
    options = request.options
    try:
        options, _ = resolve_request(request, files)
    except RequestError as error:
        problems.append(error.diagnostic)
        options = replace(options, paths=options.paths or (options.workdir,))
    diagnostics = Diagnostics()
    workspace = find_workspace(options, files, diagnostics)
    if workspace is None:
        problems += diagnostics
        workspace = Workspace(options.workdir, ())
    return Entrance(workspace, options, tuple(problems))
