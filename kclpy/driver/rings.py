"""Rings of imports: packages that import themselves by way of others (reference, 05 section 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kclpy.diagnostics import Diagnostics
from kclpy.diagnostics.load import CircularModules, RecursiveLoad
from kclpy.semantics.program import ImportKind, Package
from kclpy.syntax import nodes


def report_rings(packages: Mapping[str, Package], diagnostics: Diagnostics) -> bool:
    """Report the imports of ``packages`` that form rings; tell whether there are any.

    The files of the last ring are listed first, then each import that is part of a ring.
    """
    rings = _Finder(packages).rings()
    if rings:
        files = [file for path in rings[-1] for file in _files(packages[path], rings[-1])]
        diagnostics.report(RecursiveLoad(tuple(reversed(files))), None)
    for ring in rings:
        if len(ring) == 1:
            continue  # a package that imports itself: nothing more is said about it
        problem = CircularModules(tuple(ring))
        for path in ring:
            for module, statement in _imports(packages[path], ring):
                diagnostics.report(problem, module.file.span(statement.start, statement.end))
    return bool(rings)


def _imports(package: Package, ring: list[str]) -> Iterator[tuple[nodes.Module, nodes.ImportStmt]]:
    """Yield the imports of ``package`` that lead to a member of ``ring``."""
    for module in package.modules:
        for statement in module.body:
            if isinstance(statement, nodes.ImportStmt):
                target = package.imports[statement]
                if target.kind is ImportKind.PACKAGE and target.path in ring:
                    yield module, statement


def _files(package: Package, ring: list[str]) -> list[str]:
    return list(dict.fromkeys(module.file.path for module, _ in _imports(package, ring)))


class _Finder:
    """Finds strongly connected packages; a ring lists them in the order of their discovery."""

    def __init__(self, packages: Mapping[str, Package]) -> None:
        self.packages = packages
        self.index: dict[str, int] = {}
        self.lowest: dict[str, int] = {}
        self.open: list[str] = []
        self.found: list[list[str]] = []

    def rings(self) -> list[list[str]]:
        for path in self.packages:  # the main package is the first
            if path not in self.index:
                self._visit(path)
        return sorted(self.found, key=lambda ring: self.index[ring[0]])

    def _visit(self, path: str) -> None:
        self.index[path] = self.lowest[path] = len(self.index)
        self.open.append(path)
        for target in self._targets(path):
            if target not in self.index:
                self._visit(target)
                self.lowest[path] = min(self.lowest[path], self.lowest[target])
            elif target in self.open:
                self.lowest[path] = min(self.lowest[path], self.index[target])
        if self.lowest[path] == self.index[path]:
            start = self.open.index(path)
            members = self.open[start:]
            del self.open[start:]
            if len(members) > 1 or path in self._targets(path):
                self.found.append(members)

    def _targets(self, path: str) -> list[str]:
        targets = self.packages[path].imports.values()
        return [target.path for target in targets if target.kind is ImportKind.PACKAGE]
