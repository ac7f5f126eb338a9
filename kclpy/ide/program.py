"""A program of one moment: its packages loaded, resolved and checked.

Whatever is wrong with it, there is a program: imports that lead nowhere, texts that are half
written and rings of imports only leave less to be known.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kclpy.builtins import registry
from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.diagnostics.load import ModuleNotFound, PackageNotFound
from kclpy.diagnostics.types import AttributeNotFound
from kclpy.driver.advice import explain
from kclpy.driver.imports import Loader
from kclpy.driver.options import Options
from kclpy.ide.cancel import CancelToken
from kclpy.ide.checked import CheckedPackage, Kept
from kclpy.ide.edits import unchanged
from kclpy.ide.files import SnapshotFiles
from kclpy.ide.homes import Home, enter
from kclpy.semantics.checker import Types
from kclpy.semantics.checker.base import PackageTypes
from kclpy.semantics.checker.package import check_package
from kclpy.semantics.consequences import independent
from kclpy.semantics.program import MAIN, Import, Package, Program
from kclpy.semantics.warnings.deprecations import warn_of_deprecations
from kclpy.semantics.warnings.imports import warn_of_imports, warn_of_unused_imports
from kclpy.source import SourceFile, Span
from kclpy.source.vfs import canonical
from kclpy.syntax import nodes
from kclpy.types import ModuleType, Type

# So many mistakes of a file come with advice, which takes a look at the tree for each.
_EXPLAINED = 200


@dataclass(frozen=True, slots=True, eq=False)
class LoadedProgram:
    """A program and all that was found out about it.

    ``packages`` are in the order of checking, ``places`` the directories or files that they
    were loaded from, ``root`` where the imports of the entries start, ``options`` what the
    settings say.
    """

    program: Program
    packages: Mapping[str, CheckedPackage]
    places: Mapping[str, tuple[str, ...]]
    modules: Mapping[str, nodes.Module]
    loading: tuple[Diagnostic, ...]
    root: str
    externals: Mapping[str, str]
    _homes: Mapping[str, CheckedPackage]  # by the path of the file
    options: Options = field(default_factory=Options)

    def package_of(self, path: str) -> CheckedPackage | None:
        """Return the package that the file at ``path`` is a part of."""
        return self._homes.get(path)

    def package(self, path: str) -> CheckedPackage | None:
        """Return a package by the path that types know; "" is the one of the entries."""
        return self.packages.get(path or MAIN)

    def imported(self, target: Import | ModuleType) -> CheckedPackage | None:
        """Return the package that an import leads to, if it is one of the program."""
        return self.packages.get(target.path)

    def type_of(self, node: nodes.Node, path: str) -> Type | None:
        """Return the type of an expression in the file at ``path``, if it was checked."""
        package = self.package_of(path)
        return None if package is None else package.of_nodes.get(node)

    def types_of(
        self, package: Package, found: Diagnostics, suggests: bool = True
    ) -> tuple[PackageTypes, dict[nodes.Node, Type]]:
        """Return the types of another form of one of the packages, beside the others as they are.

        What is wrong in it is added to ``found``, with likely names if it ``suggests`` such.
        """
        types = PackageTypes(package, registry.universe(), self.program.plugins)
        of_nodes: dict[nodes.Node, Type] = {}
        packages = self.packages.items()
        others = {path: one.types for path, one in packages if path != package.path}
        check_package(types, others, of_nodes, found, suggests=suggests)
        return types, of_nodes

    def with_file(self, module: nodes.Module, package: CheckedPackage) -> LoadedProgram:
        """Return the program with another text of one file, and ``package``, which it is in."""
        paths = [one.file.path for one in package.package.modules]
        return replace(
            self,
            packages={**self.packages, package.package.path: package},
            modules={**self.modules, module.file.path: module},
            _homes={**self._homes, **dict.fromkeys(paths, package)},
        )

    def diagnostics(self, path: str) -> list[Diagnostic]:
        """Return what is to be said about one file, with advice; mistakes first."""
        found = Diagnostics()
        for package in self.packages.values():
            for diagnostic in package.diagnostics:
                found.add(_at_present(diagnostic, self))
        mistakes = [*self.loading, *independent(found, self.modules.values())]
        missing = {m.problem.path for m in mistakes if isinstance(m.problem, PackageNotFound)}
        several = [one for one in mistakes if _is_in(one, path) and not _follows(one, missing)]
        several += self._warnings(path)
        told = _each_place_once(several)
        return [*explain(told[:_EXPLAINED], self.modules), *told[_EXPLAINED:]]

    def _warnings(self, path: str) -> Iterator[Diagnostic]:
        package = self.package_of(path)
        if package is None:
            return
        found = Diagnostics()
        warn_of_imports(package.package, found)
        warn_of_unused_imports(package.package, package.model, found)
        everything = {key: one.types for key, one in self.packages.items()}
        warn_of_deprecations(package.package, Types(package.of_nodes, everything), found)
        yield from (one for one in found if _is_in(one, path))


def _at_present(diagnostic: Diagnostic, program: LoadedProgram) -> Diagnostic:
    """Return ``diagnostic`` with the present places of what it points to in other packages."""
    labels = tuple(replace(one, span=moved(one.span, program)) for one in diagnostic.labels)
    return diagnostic if labels == diagnostic.labels else replace(diagnostic, labels=labels)


def _is_in(diagnostic: Diagnostic, path: str) -> bool:
    """Return whether ``diagnostic`` is shown in the file; what stands nowhere is shown in all."""
    return not diagnostic.labels or diagnostic.labels[0].span.file.path == path


def _follows(diagnostic: Diagnostic, missing: Collection[str]) -> bool:
    """Return whether something is only unknown because its package is ``missing``."""
    problem = diagnostic.problem
    return isinstance(problem, AttributeNotFound) and any(
        problem.type == f"module '{path}'" for path in missing
    )


def _each_place_once(several: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out what the resolver says of an import that loading has reported already."""
    told = {
        one.labels[0].span
        for one in several
        if isinstance(one.problem, PackageNotFound) and one.labels
    }
    return [
        one
        for one in several
        if not (isinstance(one.problem, ModuleNotFound) and one.labels[0].span in told)
    ]


def load(home: Home, files: SnapshotFiles, kept: Kept, token: CancelToken) -> LoadedProgram:
    """Return the program of ``home``; raise `Cancelled` when ``token`` says so."""
    entrance = enter(home, files)

    def parse(file: SourceFile, diagnostics: Diagnostics) -> nodes.Module:
        token.check()
        return kept.parse(file, diagnostics)

    found = Diagnostics()
    options = entrance.options
    externals = {
        name.replace("-", "_"): canonical(f"{options.workdir}/{path}" if path[:1] == "." else path)
        for name, path in options.externals.items()
    }
    workspace = entrance.workspace
    if home.package:
        workspace = type(workspace)(workspace.root, ())
    loader = Loader(options, workspace, externals, files, parse, found)
    places = (home.package,) if home.package else ()
    program = loader.load(places, is_whole=True) or Program(Package(MAIN, []), {})
    packages: dict[str, CheckedPackage] = {}
    for path, package in program.packages.items():
        token.check()
        if not package.modules:
            continue
        packages[path] = kept.check(package, program, packages)
    return LoadedProgram(
        program,
        packages,
        loader.places,
        loader.modules,
        (*entrance.problems, *found),
        workspace.root,
        externals,
        {m.file.path: one for one in packages.values() for m in one.package.modules},
        options,
    )


def load_alone(path: str, files: SnapshotFiles, kept: Kept) -> LoadedProgram:
    """Return the program of one file that is in no other; what it imports is not known."""
    found = Diagnostics()
    module = kept.parse(files.source(path), found)
    main = Package(MAIN, [module])
    program = Program(main, {MAIN: main})
    package = kept.check(main, program, {})
    root = os.path.dirname(path)
    return LoadedProgram(
        program, {MAIN: package}, {}, {path: module}, tuple(found), root, {}, {path: package}
    )


def moved(span: Span, program: LoadedProgram) -> Span:
    """Return where ``span`` lies in the present text of its file.

    Types of a package that needed no second check know places in an earlier text of what they
    build on.
    """
    module = program.modules.get(span.file.path)
    if module is None or module.file is span.file or span.start < 0:
        return span
    return moved_to(module.file, span)


def moved_to(file: SourceFile, span: Span) -> Span:
    """Return where ``span``, of an earlier text, lies in ``file``."""
    before, after = span.file.text, file.text
    shared, rest = unchanged(before, after)
    if span.end <= shared:
        return Span(file, span.start, span.end)
    shift = len(after) - len(before)
    if span.start >= len(before) - rest:
        return Span(file, span.start + shift, span.end + shift)
    found = after.find(before[span.start : span.end], min(shared, span.start))
    if found >= 0:
        return Span(file, found, found + span.end - span.start)
    return Span(file, shared, shared)
