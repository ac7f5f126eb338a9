"""A file that uses a declaration which comes to another package: how it names it from then on."""

from __future__ import annotations

import re

from kclpy.driver.imports import package_path
from kclpy.ide.actions import removed
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit
from kclpy.ide.finder import Occurrence
from kclpy.ide.import_paths import path_to
from kclpy.ide.refactoring.refusal import Refusal
from kclpy.ide.refactoring.values import free_name
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.imports import import_edit

# What tells in which package a schema is declared.
_TELLING = re.compile(r"\b(?:typeof|instances)\(")


class User:
    """A file that uses a declaration of ``home``, which comes to the package at ``place``."""

    def __init__(self, document: Document, home: Document, place: str, is_there: bool) -> None:
        self.document = document
        self.place = place
        self.is_there = is_there  # a file of that package
        self.is_own = document.package.package.path == home.package.package.path
        self.path = package_path(place.removesuffix(".k"), document.program.root)
        self.known = self._import()
        self.name = free_name(document, self.path.rpartition(".")[2])
        if self.known is not None:
            self.name = self.known.bound_name
        self.imports: list[nodes.ImportStmt] = []  # of home, one for each use
        self.renamed: list[Edit] = []

    def _import(self) -> nodes.ImportStmt | None:
        """Return an import of the package that is there, if its name means nothing else."""
        imports = self.document.package.package.imports
        for one in self.document.module.body:
            if not isinstance(one, nodes.ImportStmt) or one not in imports:
                continue
            if is_place_of(self.document, imports[one].path, self.place):
                name = one.bound_name
                if not any(
                    other.declaration.name == name and other.declaration.node is not one
                    for other in self.document.occurrences
                ):
                    return one
        return None

    @property
    def knows_package(self) -> bool:
        """Whether the program of the file has the package already."""
        packages = self.document.program.packages
        return any(is_place_of(self.document, one, self.place) for one in packages)

    def takes(self, use: Occurrence) -> None:
        """Take a use of the name; raise `Refusal` if it cannot be written otherwise."""
        if _TELLING.search(self.document.text):
            raise Refusal("a program asks in which package a schema is")
        node = use.node
        package = None if self.is_own else _package_before(self.document, node)
        if not isinstance(node, nodes.Name) or not (self.is_own or package):
            raise Refusal(f"'{use.declaration.name}' is reached otherwise than through an import")
        if package is None:
            self.renamed.append(Edit(node.start, node.start, f"{self.name}."))
            return
        found = self.document.occurrences.at(package.start)
        statement = None if found is None else found.declaration.node
        if not isinstance(statement, nodes.ImportStmt):
            raise Refusal(f"'{use.declaration.name}' is reached otherwise than through an import")
        self.imports.append(statement)
        if self.is_there:
            self._must_mean_the_same(use)
            self.renamed.append(Edit(package.start, node.start, ""))
        else:
            self._follow(statement)
            self.renamed.append(Edit(package.start, package.end, self.name))

    def _must_mean_the_same(self, use: Occurrence) -> None:
        """Refuse if the bare name may mean something else in the file."""
        name, key = use.declaration.name, use.declaration.key
        for one in self.document.occurrences:
            if one.declaration.name == name and one.declaration.key != key:
                raise Refusal(f"'{name}' means something else where it is used")

    def _follow(self, statement: nodes.ImportStmt) -> None:
        """Write the new import as the old one is written, where that is possible."""
        package = self.document.package.package.imports[statement]
        for place in self.document.program.places.get(package.path, ()):
            self.path = path_to(statement.path, place, self.place) or self.path

    def edits(self) -> list[Edit]:
        """Return the changes of the file; an import that nothing else needs goes."""
        found = list(self.renamed)
        if not self.is_there and self.known is None:
            if not all(word.isidentifier() for word in self.path.lstrip(".").split(".")):
                raise Refusal("the file cannot be imported")
            is_same = self.path.rpartition(".")[2] == self.name
            alias = "" if is_same else f" as {self.name}"
            added = import_edit(self.document.module, f"import {self.path}{alias}")
            found.append(Edit(added.span.start, added.span.end, added.text))
        for statement in dict.fromkeys(self.imports):
            uses = len(self.document.occurrences.of_import(statement))
            if statement is not self.known and uses == self.imports.count(statement):
                span = removed(Span(self.document.file, statement.start, statement.end))
                found.append(Edit(span.start, span.end, ""))
        return found


def is_place_of(document: Document, package: str, place: str) -> bool:
    """Return whether a package of the program is loaded from ``place``."""
    return place in document.program.places.get(package, ())


def _package_before(document: Document, member: nodes.Node) -> nodes.Name | None:
    """Return the name of the package that ``member`` is selected from."""
    match document.around(member.start, member.end)[-2:-1]:
        case [nodes.SelectorExpr(value=nodes.Name() as package)]:
            return package
        case [nodes.NamedType(names=[package, _])]:
            return package
    return None


def unqualified(document: Document, package: Span) -> tuple[Edit, nodes.Name]:
    """Return the change that leaves out the package before a member, and the member."""
    match document.around(package.start, package.end)[-2:-1]:
        case [nodes.SelectorExpr(attr=member)] | [nodes.NamedType(names=[_, member])]:
            return Edit(package.start, member.start, ""), member
    raise Refusal("it uses a package as a value")
