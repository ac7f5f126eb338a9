"""Moving a schema, a rule, a type or a function to a file of its own.

Where all files of the directory are one package the new file is a part of it, and nobody needs to
know. Elsewhere the new file is a package, which the file imports from then on; so it must need
nothing of that file. Files of tests keep what they have.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kclpy.driver.imports import package_path
from kclpy.driver.workspace import TESTS
from kclpy.ide.actions import removed
from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.finder import Occurrence
from kclpy.ide.navigation import uses
from kclpy.ide.refactoring.soundness import is_sound
from kclpy.ide.refactoring.statements import lines_end
from kclpy.ide.refactoring.values import free_name, names
from kclpy.ide.workspace import Snapshot
from kclpy.semantics.symbols import AliasSymbol, GlobalSymbol, SchemaSymbol
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes
from kclpy.syntax.imports import import_edit
from kclpy.syntax.trivia import Trivia

_DECLARATIONS = (nodes.SchemaStmt, nodes.RuleStmt, nodes.TypeAliasStmt)
# What tells in which package a schema is declared.
_TELLING = re.compile(r"\b(?:typeof|instances)\(")


@dataclass(frozen=True, slots=True)
class Move:
    """A new file, and the changes of the others."""

    name: str
    path: str
    text: str
    edits: dict[SourceFile, list[Edit]] = field(default_factory=dict)


def move_to_file(
    snapshot: Snapshot, document: Document, offset: int, token: CancelToken
) -> Move | None:
    """Return how the declaration whose name is in the line of ``offset`` gets its own file.

    None if there is none, or if the file is there already.
    """
    name = _declared(document, offset)
    found = None if name is None else document.occurrences.at(name.start)
    if name is None or found is None or document.module.damage:
        return None
    path = os.path.join(os.path.dirname(document.path), f"{_snake(name.id)}.k")
    if snapshot.files.exists(path) or path.endswith(TESTS) or document.path.endswith(TESTS):
        return None
    several = uses(snapshot, document, found.declaration, token)
    if any(one.is_write and not one.is_declaration for one in several):
        return None
    moved = _Moved(document, document.around(name.start)[1])
    near = Move(name.id, path, moved.text, {document.file: list(moved.leaving())})
    supposed = snapshot.supposing(_texts(near))
    package = supposed.document(document.path, token).package.package
    if any(module.file.path == path for module in package.modules):
        others = {one.span.file.path: one.span.file.text for one in several}
        return near if is_sound(snapshot, {**others, **_texts(near)}, token) else None
    far = None if moved.needs_others() else _imported(snapshot, document, near, several, moved)
    return far if far is not None and is_sound(snapshot, _texts(far), token) else None


def _texts(move: Move) -> dict[str, str]:
    changed = {file.path: apply_edits(file.text, edits) for file, edits in move.edits.items()}
    return {**changed, move.path: move.text}


def _declared(document: Document, offset: int) -> nodes.Name | None:
    """Return the name that is declared in the line of ``offset``."""
    start = document.text.rfind("\n", 0, offset) + 1
    end = document.text.find("\n", offset)
    for statement in document.module.body:
        name: nodes.Expr | None = None
        if isinstance(statement, _DECLARATIONS):
            name = statement.name
        elif isinstance(statement, nodes.AssignStmt) and len(statement.targets) == 1:
            is_function = isinstance(statement.value, nodes.LambdaExpr)
            name = statement.targets[0] if is_function else None
        if isinstance(name, nodes.Name) and start <= name.start and (name.end <= end or end < 0):
            return name
    return None


def _snake(name: str) -> str:
    words = re.sub(r"(?<=[^\W_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return words.strip("_").lower()


class _Moved:
    """A statement that leaves its file, with its comments."""

    def __init__(self, document: Document, statement: nodes.Node) -> None:
        self.document = document
        self.statement = statement
        self.start = Trivia(document.module).leading(statement.start)
        self.end = lines_end(document, statement)
        self._symbols = [document.package.model.symbol_of.get(name) for name in names(statement)]
        self.imports = [
            one
            for one in document.module.body
            if isinstance(one, nodes.ImportStmt) and self._is_needed(one)
        ]

    def _is_needed(self, statement: nodes.ImportStmt) -> bool:
        return any(
            self._is_within(one.span) for one in self.document.occurrences.of_import(statement)
        )

    def _is_within(self, span: Span) -> bool:
        return self.start <= span.start < self.end

    @property
    def text(self) -> str:
        """The text of the new file."""
        text = self.document.text
        imports = [text[one.start : one.end] + "\n" for one in self.imports]
        gap = "\n" if imports else ""
        return "".join(imports) + gap + text[self.start : self.end].rstrip() + "\n"

    def needs_others(self) -> bool:
        """Return whether it uses something else that its package declares."""
        own = getattr(self.statement, "name", None)
        own_name = own.id if isinstance(own, nodes.Name) else ""
        return any(
            isinstance(one, (GlobalSymbol, SchemaSymbol, AliasSymbol)) and one.name != own_name
            for one in self._symbols
        )

    def leaving(self) -> Iterator[Edit]:
        """Yield the changes of the file: it goes, and so do imports that nothing else needs."""
        text, start, end = self.document.text, self.start, self.end
        if not text[end:].strip():
            start = len(text[:start].rstrip("\n")) + 1 if text[:start].strip() else 0
        elif not start or text[:start].endswith("\n\n"):
            while text[end : end + 1] == "\n":
                end += 1
        yield Edit(start, end, "")
        for one in self.imports:
            if all(self._is_within(use.span) for use in self.document.occurrences.of_import(one)):
                span = removed(Span(self.document.file, one.start, one.end))
                yield Edit(span.start, span.end, "")


def _imported(
    snapshot: Snapshot, document: Document, near: Move, several: list[Occurrence], moved: _Moved
) -> Move | None:
    """Return the move to a package of its own, which all files import that use the name."""
    users: dict[str, _User] = {}
    for one in several:
        path = one.span.file.path
        if path == document.path and moved.start <= one.span.start < moved.end:
            continue
        if path not in users:
            users[path] = _User(snapshot.document(path), document, near.path)
        if not users[path].takes(one):
            return None
    edits = {file: list(found) for file, found in near.edits.items()}
    for user in users.values():
        edits.setdefault(user.document.file, []).extend(user.edits())
    return Move(near.name, near.path, near.text, edits)


class _User:
    """A file that uses a declaration of ``home``, which will be imported from ``path``."""

    def __init__(self, document: Document, home: Document, path: str) -> None:
        self.document = document
        self.is_own = document.package.package.path == home.package.package.path
        self.path = package_path(path.removesuffix(".k"), document.program.root)
        self.name = free_name(document, self.path.rpartition(".")[2])
        self.imports: list[nodes.ImportStmt] = []  # of home, one for each use
        self.qualified: list[Edit] = []

    def takes(self, use: Occurrence) -> bool:
        """Take a use of the name; return whether it can be written otherwise."""
        if _TELLING.search(self.document.text) or not isinstance(use.node, nodes.Name):
            return False
        start = use.span.start
        if self.is_own:
            self.qualified.append(Edit(start, start, f"{self.name}."))
            return True
        match self.document.around(use.node.start, use.node.end)[-2]:
            case nodes.SelectorExpr(value=nodes.Name() as package):
                pass
            case nodes.NamedType(names=[package, _]):
                pass
            case _:
                return False
        found = self.document.occurrences.at(package.start)
        statement = None if found is None else found.declaration.node
        if not isinstance(statement, nodes.ImportStmt):
            return False
        above = statement.path[: len(statement.path) - len(statement.path.rpartition(".")[2])]
        self.path = above + self.path.rpartition(".")[2]
        self.imports.append(statement)
        self.qualified.append(Edit(package.start, package.end, self.name))
        return True

    def edits(self) -> Iterator[Edit]:
        """Yield the changes of the file; an import that nothing else needs goes."""
        is_same = self.path.rpartition(".")[2] == self.name
        alias = "" if is_same else f" as {self.name}"
        added = import_edit(self.document.module, f"import {self.path}{alias}")
        yield Edit(added.span.start, added.span.end, added.text)
        yield from self.qualified
        for statement in dict.fromkeys(self.imports):
            if len(self.document.occurrences.of_import(statement)) == self.imports.count(statement):
                span = removed(Span(self.document.file, statement.start, statement.end))
                yield Edit(span.start, span.end, "")
