"""What there is to look at below some paths: files, programs, packages with tests.

A *stack* is what somebody compiles: a directory with ``kcl.yaml``, or the root of a module, or a
directory that is named, with a ``main.k`` or with entries in its profile. Other directories with
KCL files are packages, which are checked and not run; a package all of whose files belong to
stacks is checked as part of them, and what settings do not name of their own directory is only
formatted. Hidden directories, ``vendor``, and what ``.kclignore`` names
are left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.driver.options import Options
from kclpy.driver.request import Request, RequestError, resolve_request
from kclpy.driver.settings import DEFAULT_NAME
from kclpy.driver.workspace import MANIFEST, TESTS, find_workspace
from kclpy.formatter.files import FilesError, Ignored
from kclpy.packages.manifest import ManifestError, load_manifest
from kclpy.source.vfs import Files, canonical
from kclpy.testing.discovery import TestPackage
from kclpy.testing.runner import Job

_DEEP = "..."
_FOREIGN = ("vendor", "node_modules", "__pycache__")
_MAIN = "main.k"


@dataclass(frozen=True, slots=True)
class Stack:
    """A program that is run, and the directory where it was found."""

    directory: str
    options: Options


@dataclass(frozen=True, slots=True)
class Project:
    """What was found: the paths of all KCL files, the programs that can be run, those that can
    only be checked, and the packages with tests.

    ``mistakes`` are settings and manifests that cannot be used.
    """

    files: tuple[str, ...] = ()
    stacks: tuple[Stack, ...] = ()
    packages: tuple[Options, ...] = ()
    tests: tuple[Job, ...] = ()
    mistakes: tuple[Diagnostic, ...] = ()

    @property
    def programs(self) -> tuple[Options, ...]:
        """All that can be checked."""
        return (*(stack.options for stack in self.stacks), *self.packages)


def find_project(paths: Sequence[str], request: Request) -> Project:
    """Return what there is at and below ``paths``; ``request`` tells how programs are run.

    Raises `FilesError` for a path that leads to nothing.
    """
    finder = _Finder(request)
    for path in paths or ["."]:
        finder.look_at(path)
    return finder.project()


@dataclass(slots=True)
class _Finder:
    request: Request
    ignored: Ignored = field(default_factory=Ignored)
    roots: set[str] = field(default_factory=set)  # directories that are named themselves
    single: dict[str, None] = field(default_factory=dict)  # files that are named themselves
    directories: dict[str, list[str]] = field(default_factory=dict)  # with the files in them
    mistakes: Diagnostics = field(default_factory=Diagnostics)

    def look_at(self, path: str) -> None:
        head, tail = os.path.split(path)
        root = (head or ".") if tail == _DEEP else path
        if os.path.isfile(root) and tail != _DEEP:
            self.single[os.path.normpath(root)] = None
            return
        if not os.path.isdir(root):
            raise FilesError(f"cannot read '{path}': No such file or directory")
        root = os.path.normpath(root)
        self.roots.add(root)
        for directory, names in _below(root):
            files = (os.path.normpath(os.path.join(directory, name)) for name in names)
            self.directories[os.path.normpath(directory)] = [
                file for file in files if os.path.isfile(file) and not self.ignored.contains(file)
            ]

    def project(self) -> Project:
        stacks: list[Stack] = []
        packages: list[Options] = []
        tests: list[Job] = []
        for directory, files in self.directories.items():
            if self._is_stack(directory, files):
                stacks += [Stack(directory, one) for one in self._options((directory,))]
        taken = {path for stack in stacks for path in _entries(stack.options)}
        homes = {stack.directory for stack in stacks}
        for directory, files in self.directories.items():
            is_rest = any(canonical(file) not in taken for file in files if _is_source(file))
            if is_rest and directory not in homes:
                packages += self._options((directory,))
            tests += self._tests(directory, files)
        sources = tuple(file for file in self.single if not file.endswith(TESTS))
        if sources:
            packages += self._options(sources)
        for file in self.single:
            tests += self._tests(os.path.dirname(file), [file])
        listed = [*self.single, *(file for files in self.directories.values() for file in files)]
        return Project(
            tuple(file for file in dict.fromkeys(listed) if file.endswith(".k")),
            tuple(stacks),
            tuple(packages),
            tuple(tests),
            tuple(self.mistakes),
        )

    def _tests(self, directory: str, files: Iterable[str]) -> list[Job]:
        """Return how the tests in ``files``, which are in one directory, are run."""
        names = tuple(os.path.basename(file) for file in files if file.endswith(TESTS))
        if not names:
            return []
        package = TestPackage(canonical(directory or "."), names)
        return [Job(package, one) for one in self._options(package.sources)]

    def _is_stack(self, directory: str, files: Iterable[str]) -> bool:
        if os.path.isfile(os.path.join(directory, DEFAULT_NAME)):
            return not self.ignored.contains(os.path.join(directory, DEFAULT_NAME))
        is_root = os.path.isfile(os.path.join(directory, MANIFEST))
        if not is_root and directory not in self.roots:
            return False
        if os.path.normpath(os.path.join(directory, _MAIN)) in files:
            return True
        try:
            manifest = load_manifest(directory)
        except ManifestError as error:
            self.mistakes.add(Diagnostic(error.problem).explained())
            return False
        return manifest is not None and bool(manifest.profile.entries)

    def _options(self, paths: tuple[str, ...]) -> list[Options]:
        """Return the options of a program; none if they cannot be understood."""
        options = replace(self.request.options, paths=paths)
        try:
            return [resolve_request(replace(self.request, options=options))[0]]
        except RequestError as error:
            self.mistakes.add(error.diagnostic)
            return []


def _below(root: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the directories at and below ``root``, with the names of the KCL files in them."""
    for directory, below, names in os.walk(root):
        below[:] = sorted(n for n in below if not n.startswith(".") and n not in _FOREIGN)
        yield directory, sorted(name for name in names if name.endswith(".k"))


def _is_source(file: str) -> bool:
    """Tell whether a file is part of the package in its directory."""
    return not file.endswith(TESTS) and not os.path.basename(file).startswith("_")


def _entries(options: Options) -> list[str]:
    """Return the files of the main package; none if that cannot be told."""
    workspace = find_workspace(options, Files(options.texts), Diagnostics())
    return [entry.path for entry in workspace.entries] if workspace else []
