"""``kcl.mod``: the package, what it depends on, and what it says to commands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property

from kclpy.diagnostics import Diagnostic, Problem
from kclpy.diagnostics.load import DependencyConflict
from kclpy.diagnostics.settings import (
    DependencyNotThere,
    NoSource,
    SeveralReferences,
)
from kclpy.driver.stores import package_stores
from kclpy.ide.cancel import CancelToken
from kclpy.ide.completion.items import Item, ItemKind
from kclpy.ide.describe import Description, describe
from kclpy.ide.settings import rules
from kclpy.ide.settings.document import Cursor
from kclpy.ide.settings.schemas import Schemas
from kclpy.ide.settings.shaped import ShapedDocument
from kclpy.ide.settings.tree import Spot
from kclpy.ide.settings.writing import Writer
from kclpy.ide.workspace import Snapshot
from kclpy.packages.configuration import Section
from kclpy.packages.keys import MANIFEST
from kclpy.packages.manifest import dependency_of, find_stored
from kclpy.packages.shapes import Named, Path, Text
from kclpy.source import SourceFile, Span
from kclpy.vet.documents import DataError, Document
from kclpy.vet.kubernetes.releases import load_release, releases
from kclpy.vet.project import NAME as VET
from kclpy.vet.project import VetRules, data_files, is_data

_SOURCES = frozenset({"path", "git", "oci", "repo", "version"})
_REFERENCES = frozenset({"tag", "commit", "branch"})


class ManifestDocument(ShapedDocument):
    """A ``kcl.mod``."""

    shape = MANIFEST

    def __init__(
        self, file: SourceFile, snapshot: Snapshot, token: CancelToken | None = None
    ) -> None:
        super().__init__(file)
        self.snapshot = snapshot
        self.token = token

    @cached_property
    def vet_rules(self) -> VetRules:
        """Which data are held to which schemas; nothing is known where the text is broken."""
        documents = self.documents
        whole = documents[0].value if isinstance(documents, list) and documents else None
        table = whole.get(VET) if isinstance(whole, dict) else None
        section = Section(self.file, VET, table if isinstance(table, dict) else {})
        return VetRules(section, self.snapshot.files)

    @cached_property
    def schemas(self) -> Schemas:
        """The schemas that data may be held to."""
        return Schemas(self.vet_rules, self.snapshot, self.token)

    @cached_property
    def data(self) -> list[str]:
        """The data files, those that are only open in the editor as well."""
        inside = self.home.rstrip(os.sep) + os.sep
        opened = (path for path in self.snapshot.buffers if path.startswith(inside))
        found = self.snapshot.files.once("data", self.home, data_files)
        return list(dict.fromkeys([*found, *(one for one in opened if is_data(one))]))

    # Mistakes

    def own_mistakes(self, document: Document) -> Iterator[Diagnostic]:
        yield from self._of_dependencies(document)
        for pattern, problem in (
            self.vet_rules.idle(self.data) if self.vet_rules.section.values else ()
        ):
            yield self.placed(problem, document, (VET, pattern), is_key=True)

    def _of_dependencies(self, document: Document) -> Iterator[Diagnostic]:
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

    def named_mistakes(self, names: str, value: str) -> Iterator[Problem]:
        if names == "rule":
            yield from rules.mistakes(value)
        elif names == "schema":
            yield from self.schemas.mistakes(value)
        elif names == "release":
            try:
                load_release(value)
            except DataError as error:
                yield error.diagnostic.problem
        else:
            yield from super().named_mistakes(names, value)

    # Completion

    def names(self, shape: Named, cursor: Cursor, writer: Writer) -> Iterator[Item]:
        if shape.names != "dependency":
            yield from super().names(shape, cursor, writer)
            return
        for name, versions in sorted(self._stored().items()):
            if name not in cursor.given:
                value = f'"{versions[0]}"'
                insert = name if cursor.has_value else f"{name} = {value}"
                yield Item(name, ItemKind.MODULE, f"{name} {versions[0]}", insert, rank=15)

    def words(self, text: Text, path: Path, cursor: Cursor) -> Iterator[tuple[str, str]]:
        if text.names == "rule":
            yield from rules.words()
        elif text.names == "schema":
            yield from self.schemas.names(cursor.prefix)
        elif text.names == "data":
            yield from ((one, "") for one in self.vet_rules.proposed(self.data))
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

    # What is meant

    def meaning(self, names: str, word: str) -> Description | None:
        if names == "rule":
            return rules.meaning(word)
        found = self.schemas.find(word) if names == "schema" else None
        declared = None if found is None else found.declaration
        if found is None or declared is None:
            return None
        return describe(declared, found.code.program)

    def declared(self, spot: Spot) -> Iterator[Span]:
        text = None if spot.is_key else self.text_at(spot.path)
        is_schema = text is not None and text.names == "schema"
        found = self.schemas.find(spot.text) if is_schema else None
        declared = None if found is None else found.declaration
        if declared is not None and declared.span is not None:
            yield declared.span
        elif spot.is_key and spot.path[:-1] == (VET,):
            for path, rule in self.vet_rules.held(self.data):
                if rule.pattern == spot.text:
                    yield SourceFile(path, "").span(0, 0)
        else:
            yield from super().declared(spot)


def _values(source: object) -> list[object]:
    return list(source.values()) if isinstance(source, dict) else [source]


def _order(version: str) -> list[tuple[bool, int, str]]:
    """Return what versions are sorted by: numbers as such."""
    parts = version.lstrip("v").replace("-", ".").split(".")
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]
