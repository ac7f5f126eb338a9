"""Import resolution: from the entry files to all packages that they reach.

Files are loaded breadth first, each with its syntax errors and then its imports that lead
nowhere. When all are there, the imports are looked at once more, depth first: those that
were not found and those that form a ring are reported again in the words of the resolver
(reference, 05 section 4; 06 section 2).
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kclpy.builtins import registry
from kclpy.builtins.declare import PLUGIN_PREFIX
from kclpy.diagnostics import Diagnostics, Problem
from kclpy.diagnostics.load import (
    BROWSE,
    AmbiguousPackage,
    EmptyModule,
    ModuleNotFound,
    PackageNotFound,
    UnreadableFile,
)
from kclpy.driver.options import Options
from kclpy.driver.rings import report_rings
from kclpy.driver.stores import package_stores
from kclpy.driver.workspace import MANIFEST, Workspace, find_root
from kclpy.semantics.program import MAIN, Import, ImportKind, Package, Program
from kclpy.source import SourceFile
from kclpy.source.vfs import Files, ReadError
from kclpy.syntax import nodes

if TYPE_CHECKING:
    from kclpy.builtins.plugin import Plugin
    from kclpy.driver.plugins import PluginFinder

Parse = Callable[[SourceFile, Diagnostics], nodes.Module]

# A name from which something is selected.
_SELECTED = re.compile(r"(?<![\w.])(\w++)[ \t\\\r\n]*+\??\.")


@dataclass(frozen=True, slots=True)
class _Home:
    """Where the imports of a file start; ``prefix`` names the external package it is in."""

    root: str
    prefix: str = ""

    def full(self, path: str) -> str:
        return ".".join(filter(None, (self.prefix, path)))


@dataclass(frozen=True, slots=True)
class _Location:
    """A package on disk: its path in the program, its directory or file, its home."""

    path: str
    place: str
    home: _Home


@dataclass(frozen=True, slots=True)
class _Failure:
    """An import that leads nowhere: what loading says, and what resolving says."""

    path: str
    problem: Problem | None
    repeated: Problem
    suggestions: tuple[str, ...] = ()


class Loader:
    """Loads the packages of one program."""

    def __init__(
        self,
        options: Options,
        workspace: Workspace,
        externals: Mapping[str, str],
        files: Files,
        parse: Parse,
        diagnostics: Diagnostics,
    ) -> None:
        self.options = options
        self.workspace = workspace
        self.externals = externals
        self.files = files
        self.parse = parse
        self.diagnostics = diagnostics
        self.modules: dict[str, nodes.Module] = {}  # of all packages, by path of the file
        self.packages: dict[str, Package] = {}
        self.plugins: dict[str, Plugin] = {}  # those that are imported
        self.has_rings = False
        self._stores = package_stores()
        self._system = frozenset(registry.module_names())
        self._failures: dict[nodes.ImportStmt, _Failure] = {}
        self._places: set[tuple[str, str]] = set()  # packages and where they were loaded from
        self._located: dict[tuple[_Home, str], _Location | _Failure] = {}
        self._waiting: deque[tuple[Package, str, _Home]] = deque()
        self._roots: list[Package] = []  # what no import leads to

    def load(self, places: Iterable[str] = (), is_whole: bool = False) -> Program | None:
        """Return the program, or None if a file of it cannot be read.

        ``places`` are packages, directories or files, that are loaded as if they were imported.
        A program ``is_whole`` if the packages stay in it whose names are not used.
        """
        main = self.packages[MAIN] = Package(MAIN, [])
        self._roots = [main]
        for place in places:
            location = self._location_of(place)
            self._enqueue(location)
            self._roots.append(self.packages[location.path])
        for entry in self.workspace.entries:
            self._waiting.append((main, entry.path, _Home(entry.root)))
        try:
            while self._waiting:
                self._load_file(*self._waiting.popleft())
        except ReadError as error:
            self.diagnostics.report(UnreadableFile(error.path, error.reason), None)
            return None
        self.has_rings = report_rings(self.packages, self.diagnostics)
        reported: set[str] = set()
        for package in self._roots:
            self._report_failures(package, reported)
        is_whole = is_whole or bool(self._failures)
        used = set(self.packages) if is_whole else self._used(main)
        packages = {path: self.packages[path] for path in self._ordered(used)}
        return Program(main, packages, self.plugins)

    @property
    def places(self) -> dict[str, tuple[str, ...]]:
        """Where the packages were loaded from, directories or files, by their path."""
        found: dict[str, tuple[str, ...]] = {}
        for path, place in sorted(self._places):
            found[path] = (*found.get(path, ()), place)
        return found

    def _location_of(self, place: str) -> _Location:
        """Return the package at ``place`` as the files of its own module import it."""
        home = os.path.dirname(place) if self.files.is_file(place) else place
        root = find_root(home)
        if root == home and place.startswith(self.workspace.root + os.sep):
            root = self.workspace.root  # there is no manifest; the entries import it from there
        return _Location(package_path(place.removesuffix(".k"), root), place, _Home(root))

    def _load_file(self, package: Package, path: str, home: _Home) -> None:
        module = self.parse(self.files.source(path), self.diagnostics)
        self.modules[path] = module
        package.modules.append(module)
        spoilt = {place.start for place in module.damage}
        for statement in _imports(module):
            is_spoilt = statement.start in spoilt
            package.imports[statement] = self._import(statement, module, home, is_spoilt)

    def _import(
        self, statement: nodes.ImportStmt, module: nodes.Module, home: _Home, is_spoilt: bool
    ) -> Import:
        """Return what ``statement`` leads to; report that it leads nowhere."""
        if statement.path.startswith(PLUGIN_PREFIX):
            return self._import_plugin(statement, module, home)
        path = _absolute(statement.path, module.file.path, home)
        if path in self._system:
            return Import(ImportKind.SYSTEM, path)
        found = self._locate(statement.path, path, home)
        if isinstance(found, _Location):
            self._enqueue(found)
            return Import(ImportKind.PACKAGE, found.path)
        if is_spoilt:  # by a syntax error, which was reported
            return Import(ImportKind.MISSING, found.path)
        self._failures[statement] = found
        if found.problem is not None:
            span = module.file.span(statement.start, statement.end)
            self.diagnostics.report(found.problem, span, suggestions=found.suggestions)
        return Import(ImportKind.MISSING, found.path)

    def _import_plugin(
        self, statement: nodes.ImportStmt, module: nodes.Module, home: _Home
    ) -> Import:
        """Return the import of a plugin; report that there is none or that it may not run."""
        from kclpy.driver.plugins import PluginRefused  # slow to import, and seldom needed

        name = statement.path.removeprefix(PLUGIN_PREFIX)
        path = home.full(name)
        try:
            self.plugins[path] = self._plugin_finder.find(name, home.root)
        except PluginRefused as refused:
            span = module.file.span(statement.start, statement.end)
            self.diagnostics.report(refused.problem, span, suggestions=refused.advice)
        return Import(ImportKind.PLUGIN, path)

    @cached_property
    def _plugin_finder(self) -> PluginFinder:
        from kclpy.driver.plugins import PluginFinder  # as above

        return PluginFinder(self.options.plugins, self.options.allowed_plugins)

    def _locate(self, written: str, path: str, home: _Home) -> _Location | _Failure:
        key = (home, path or written)
        if key not in self._located:
            self._located[key] = self._search(written, path, home)
        return self._located[key]

    def _search(self, written: str, path: str, home: _Home) -> _Location | _Failure:
        """Look for an absolute path in its home, then among the external packages."""
        if not path:
            return _Failure(path, None, EmptyModule(written, self._place("")))
        internal = self._internal(path, home)
        external = self._external(path)
        if internal is not None and external is not None:
            ambiguous = AmbiguousPackage(
                path, self._shown(internal, home.root), self._shown(external, external.home.root)
            )
            return _Failure(path, ambiguous, EmptyModule(written, self._place(path)))
        found = internal or external
        if found is not None:
            return found
        download = f"try 'kcl mod add {path.partition('.')[0]}' to download the missing package"
        others = self._importable(path, home)
        repeated = ModuleNotFound(written, self._place(path), others)
        return _Failure(path, PackageNotFound(path, others), repeated, (download, BROWSE))

    def _importable(self, path: str, home: _Home) -> tuple[str, ...]:
        """Return what could be imported instead of ``path``: from its directory, or by name."""
        above, point, _ = path.rpartition(".")
        place = os.path.join(home.root, *above.split(".")) if above else home.root
        first, _, rest = path.partition(".")
        inner = f".{rest}" if rest else ""
        return (
            *(f"{above}{point}{name}" for name in self.files.packages_in(place)),
            *(f"{name}{inner}" for name in self.files.packages_in(home.root) if name != first),
            *self._system,
            *self.externals,
        )

    def _place(self, path: str) -> str:
        return os.path.join(self.workspace.root, *path.split("."))

    def _internal(self, path: str, home: _Home) -> _Location | None:
        place = os.path.join(home.root, *path.split("."))
        if self.files.is_directory(place):
            return _Location(home.full(path), place, home)
        if self.files.is_file(f"{place}.k"):
            return _Location(home.full(path), f"{place}.k", home)
        return None

    def _external(self, path: str) -> _Location | None:
        name, _, rest = path.partition(".")
        root = self.externals.get(name)
        if root is None:
            root = self._stored(name)
        if root is None:
            return None
        home = _Home(root, name)
        inner = self._internal(rest, home) if rest else None
        return inner or _Location(path, os.path.join(root, *rest.split(".")), home)

    def _stored(self, name: str) -> str | None:
        """Return the directory of a downloaded package that has the very name ``name``."""
        roots = (os.path.join(store, name) for store in self._stores)
        found = (root for root in roots if self.files.is_file(os.path.join(root, MANIFEST)))
        return next(found, None)

    def _shown(self, location: _Location, root: str) -> str:
        return f"{root} ({', '.join(self._files_of(location.place))})"

    def _enqueue(self, location: _Location) -> None:
        """Queue the files of a package, unless they are there already.

        Entries with different roots may each have a package of the same path; these are one.
        """
        package = self.packages.setdefault(location.path, Package(location.path, []))
        if (location.path, location.place) not in self._places:
            self._places.add((location.path, location.place))
            for path in self._files_of(location.place):
                self._waiting.append((package, path, location.home))

    def _files_of(self, place: str) -> list[str]:
        """Return the files of a package, which is one file or a directory."""
        if self.files.is_file(place):
            return [self.files.canonical(place)]
        return [
            self.files.canonical(os.path.join(place, name))
            for name in self.files.sources_in(place)
            if not name.startswith("_") and not name.endswith("_test.k")
        ]

    def _report_failures(self, package: Package, seen: set[str]) -> None:
        """Report once more, in the order of checking, the imports that lead nowhere."""
        seen.add(package.path)
        files = {one: module.file for module in package.modules for one in _imports(module)}
        for statement, target in package.imports.items():
            failure = self._failures.get(statement)
            if failure is not None and failure.path not in self.packages:
                span = files[statement].span(statement.start, statement.end)
                self.diagnostics.report(failure.repeated, span, suggestions=failure.suggestions)
            elif target.kind is ImportKind.PACKAGE and target.path not in seen:
                self._report_failures(self.packages[target.path], seen)

    def _used(self, package: Package, seen: set[str] | None = None) -> set[str]:
        """Return the packages that are reached through imports whose name is used.

        The others are neither checked nor evaluated (reference, 04 section 9).
        """
        seen = {package.path} if seen is None else seen
        imports = [one for module in package.modules for one in _package_imports(module, package)]
        selected = _selected_from(package) if imports else set()
        for statement in imports:
            path = package.imports[statement].path
            if path not in seen and statement.bound_name in selected:
                seen.add(path)
                self._used(self.packages[path], seen)
        return seen

    def _ordered(self, used: set[str]) -> list[str]:
        """Return the paths of the packages, imported ones before their importers."""
        order: dict[str, None] = {}
        seen: set[str] = set()
        for package in self._roots:
            if package.path not in seen:
                self._visit(package, used, seen, order)
        return list(order)

    def _visit(
        self, package: Package, used: set[str], seen: set[str], order: dict[str, None]
    ) -> None:
        seen.add(package.path)
        for module in package.modules:
            for statement in _package_imports(module, package):
                path = package.imports[statement].path
                if path in used and path not in seen:
                    self._visit(self.packages[path], used, seen, order)
        order[package.path] = None


def package_path(place: str, root: str) -> str:
    """Return the path by which a package is imported, from its place below ``root``."""
    return os.path.relpath(place, root).replace(os.sep, ".")


def _absolute(written: str, file: str, home: _Home) -> str:
    """Return the path that an import means from the root, "" if it leads above the root."""
    rest = written.lstrip(".")
    dots = len(written) - len(rest)
    if not dots or not rest:
        return rest
    directory = os.path.relpath(os.path.dirname(file), home.root)
    parts = [] if directory == "." else directory.split(os.sep)
    up = dots - 1
    if up > len(parts):
        return ""
    return ".".join([*parts[: len(parts) - up], rest])


def _imports(module: nodes.Module) -> Iterator[nodes.ImportStmt]:
    return (one for one in module.body if isinstance(one, nodes.ImportStmt))


def _package_imports(module: nodes.Module, package: Package) -> Iterator[nodes.ImportStmt]:
    for statement in _imports(module):
        if package.imports[statement].kind is ImportKind.PACKAGE:
            yield statement


def _selected_from(package: Package) -> set[str]:
    """Return the names from which a file of ``package`` selects something.

    A text search: it finds all uses, and a mention in a comment does no harm.
    """
    found: set[str] = set()
    for module in package.modules:
        text, start = module.file.text, 0
        for one in _imports(module):
            found.update(_SELECTED.findall(text, start, one.start))
            start = one.end
        found.update(_SELECTED.findall(text, start))
    return found
