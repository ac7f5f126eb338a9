"""``kcl.mod``: the package, what it depends on, and what it says to commands."""

from __future__ import annotations

import os
from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic, Problem
from kclpy.diagnostics.load import DependencyConflict
from kclpy.diagnostics.settings import (
    DependencyNotThere,
    NoSource,
    SeveralReferences,
    UnknownWord,
)
from kclpy.driver.stores import package_stores
from kclpy.ide.completion.items import Item, ItemKind
from kclpy.ide.settings.document import Cursor
from kclpy.ide.settings.shaped import ShapedDocument
from kclpy.ide.settings.writing import Writer
from kclpy.linter.rule import Group
from kclpy.linter.rules import all_rules
from kclpy.linter.selection import ALL, DEFAULT, names_of
from kclpy.packages.keys import MANIFEST
from kclpy.packages.manifest import dependency_of, find_stored
from kclpy.packages.shapes import Named, Path, Text
from kclpy.vet.documents import DataError, Document
from kclpy.vet.kubernetes.releases import load_release, releases

_SOURCES = frozenset({"path", "git", "oci", "repo", "version"})
_REFERENCES = frozenset({"tag", "commit", "branch"})


class ManifestDocument(ShapedDocument):
    """A ``kcl.mod``."""

    shape = MANIFEST

    # Mistakes

    def own_mistakes(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what is wrong with dependencies."""
        table = document.value
        found = table.get("dependencies") if isinstance(table, dict) else None
        names: set[str] = set()
        for name, source in found.items() if isinstance(found, dict) else ():
            path = ("dependencies", name)
            imported = name.replace("-", "_")
            if imported in names:
                yield self.placed(DependencyConflict(imported), document, path, is_key=True)
            names.add(imported)
            if isinstance(source, (str, dict)):
                for problem in self._dependency_mistakes(name, source):
                    yield self.placed(problem, document, path, is_key=True)

    def _dependency_mistakes(self, name: str, source: object) -> Iterator[Problem]:
        keys = source.keys() if isinstance(source, dict) else {"version"}
        if len(keys & _REFERENCES) > 1:
            yield SeveralReferences(name)
        if not keys & _SOURCES:
            yield NoSource(name)
            return
        if "path" in keys or not all(isinstance(one, str) for one in _values(source)):
            return
        dependency = dependency_of(name, source, self.home)
        if dependency.stored and not find_stored(dependency, self.stores):
            yield DependencyNotThere(name, dependency.stored)

    @property
    def stores(self) -> list[str]:
        """The directories that hold downloaded packages, those kept beside this one, too."""
        return [*package_stores(), os.path.join(self.home, "vendor")]

    def named_mistakes(self, text: Text, value: str) -> Iterator[Problem]:
        if text.names == "rule" and names_of(value) is None:
            yield UnknownWord("rule", value, tuple(word for word, _ in _rules()))
        elif text.names == "release":
            try:
                load_release(value)
            except DataError as error:
                yield error.diagnostic.problem
        else:
            yield from super().named_mistakes(text, value)

    # Completion

    def names(self, shape: Named, cursor: Cursor, writer: Writer) -> Iterator[Item]:
        if shape.names != "dependency":
            return
        for name, versions in sorted(self._stored().items()):
            if name not in cursor.given:
                value = f'"{versions[0]}"'
                insert = name if cursor.has_value else f"{name} = {value}"
                yield Item(name, ItemKind.MODULE, f"{name} {versions[0]}", insert, rank=15)

    def words(self, text: Text, path: Path, cursor: Cursor) -> Iterator[tuple[str, str]]:
        if text.names == "rule":
            yield from _rules()
        elif text.names == "release":
            yield from ((one, "") for one in reversed(releases()))
        elif path[:1] == ("dependencies",) and (len(path) == 2 or path[2:] == ("version",)):
            yield from ((one, "") for one in self._stored().get(str(path[1]), ()))
        else:
            yield from super().words(text, path, cursor)

    def _stored(self) -> dict[str, list[str]]:
        """Return the packages in the stores with their versions, newest first."""
        found: dict[str, list[str]] = {}
        for store in self.stores:
            try:
                names = os.listdir(store)
            except OSError:
                continue
            for one in names:
                name, separator, version = one.rpartition("_")
                if separator and name and not one.startswith("."):
                    found.setdefault(name, []).append(version)
        return {name: sorted(set(some), key=_order, reverse=True) for name, some in found.items()}


def _values(source: object) -> list[object]:
    return list(source.values()) if isinstance(source, dict) else [source]


def _order(version: str) -> list[tuple[bool, int, str]]:
    """Return what versions are sorted by: numbers as such."""
    parts = version.lstrip("v").replace("-", ".").split(".")
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def _rules() -> Iterator[tuple[str, str]]:
    """Yield the words that mean rules, with what they mean."""
    yield DEFAULT, "The rules that are on where nothing is said."
    yield ALL, "All rules."
    for group in Group:
        yield group.value, "A group of rules."
    for name, rule in all_rules().items():
        yield name, (rule.problem.__doc__ or "").partition("\n")[0]
