"""The schemas of KCL that data may be held to: found by the names that ``[vet]`` in kcl.mod has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from kclpy.diagnostics import Problem
from kclpy.diagnostics.settings import UnknownWord
from kclpy.driver.workspace import TESTS
from kclpy.ide.cancel import CancelToken
from kclpy.ide.declarations import Declaration
from kclpy.ide.document import Document as Code
from kclpy.ide.tree import dotted
from kclpy.ide.workspace import Snapshot
from kclpy.semantics.docstrings import documentation
from kclpy.syntax import nodes
from kclpy.types import SchemaDefinition
from kclpy.vet.project import VetRules, parted


class NamedSchema(NamedTuple):
    """A schema, and a file of the package that declares it."""

    definition: SchemaDefinition
    code: Code

    @property
    def declaration(self) -> Declaration | None:
        """Where the schema is declared."""
        return self.code.occurrences.declarations.schema(self.definition)


class Schemas:
    """The schemas of one moment, by names as ``rules`` write them."""

    def __init__(self, rules: VetRules, snapshot: Snapshot, token: CancelToken | None) -> None:
        self.rules = rules
        self.snapshot = snapshot
        self.token = token

    def find(self, named: str) -> NamedSchema | None:
        """Return the schema that ``named`` means."""
        package, name = parted(named)
        for code in self._codes(package):
            definition = _declared(code).get(name)
            if definition is not None:
                return NamedSchema(definition, code)
        return None

    def mistakes(self, named: str) -> Iterator[Problem]:
        """Yield that ``named`` means no schema; a text that is half written may have it yet."""
        package, name = parted(named)
        codes = list(self._codes(package))
        if package and not codes:
            yield UnknownWord("package", package, tuple(self._packages()))
        elif not any(one.damage for code in codes for one in code.package.package.modules):
            known = [one for code in codes for one in _declared(code)]
            if name not in known:
                yield UnknownWord("schema", name, tuple(known))

    def names(self, begun: str) -> Iterator[tuple[str, str]]:
        """Yield the schemas that ``begun`` may become, with what they are for.

        Their names are read off the trees, so that nothing has to be checked for it.
        """
        for path in dict.fromkeys((*self._packages(), parted(begun)[0])):
            prefix = f"{path}." if path else ""
            for file in self._sources(self.rules.place(path)):
                for statement in self.snapshot.module(file).body:
                    if isinstance(statement, nodes.SchemaStmt) and statement.kind == "schema":
                        doc = statement.docstring
                        lead = () if doc is None else documentation(doc.value).lead
                        yield f"{prefix}{statement.name.id}", " ".join(lead)

    def _packages(self) -> list[str]:
        """Return the paths of the packages below the configuration, those of few parts first."""
        home = self.rules.home
        tree = {
            os.path.dirname(path)
            for path in self.snapshot.sources(self.rules.section.file.path)
            if not path.endswith(TESTS) and self.snapshot.root_of(path) == home
        }
        return sorted((dotted(home, one) for one in tree), key=lambda one: (one.count("."), one))

    def _codes(self, package: str) -> Iterator[Code]:
        """Yield a file of each program that has files of a package."""
        seen: set[str] = set()
        for path in self._sources(self.rules.place(package)):
            if path not in seen:
                code = self.snapshot.document(path, self.token)
                seen.update(one.file.path for one in code.package.package.modules)
                yield code

    def _sources(self, place: str) -> Iterator[str]:
        files = self.snapshot.files
        if files.is_file(place):
            yield files.canonical(place)
            return
        for name in files.sources_in(place) if files.is_directory(place) else ():
            if not name.endswith(TESTS):
                yield files.canonical(os.path.join(place, name))


def _declared(code: Code) -> dict[str, SchemaDefinition]:
    """Return the schemas of a package, by name."""
    return {
        definition.name: definition
        for node, definition in code.package.types.schemas.items()
        if isinstance(node, nodes.SchemaStmt)
    }
