"""Moving a schema, a rule, a type or a function to a file of its own.

Where all files of the directory are one package the new file is a part of it, and nobody needs to
know. Elsewhere the new file is a package, which the file imports from then on; so it must need
nothing of that file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kclpy.driver.imports import package_path
from kclpy.ide.actions import removed
from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.navigation import uses
from kclpy.ide.occurrences import Occurrence
from kclpy.ide.refactoring.soundness import is_sound
from kclpy.ide.refactoring.statements import leading, lines_end
from kclpy.ide.refactoring.values import free_name, names
from kclpy.ide.workspace import Snapshot
from kclpy.semantics.symbols import AliasSymbol, GlobalSymbol, ImportSymbol, SchemaSymbol
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes

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
    if snapshot.files.exists(path):
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
        self.start = leading(document, statement)
        self.end = lines_end(document, statement)
        self._symbols = [document.package.model.symbol_of.get(name) for name in names(statement)]
        self.imports = [
            one
            for one in document.module.body
            if isinstance(one, nodes.ImportStmt) and self._is_needed(one)
        ]

    def _is_needed(self, statement: nodes.ImportStmt) -> bool:
        return any(self._is_within(one.span) for one in self._uses(statement))

    def _uses(self, statement: nodes.ImportStmt) -> list[Occurrence]:
        """Return where the name is used that an import binds."""
        return [
            one
            for one in self.document.occurrences
            if one.declaration.node is statement and one.span.start >= statement.end
        ]

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
            if not isinstance(one, ImportSymbol)
        )

    def leaving(self) -> Iterator[Edit]:
        """Yield the changes of the file: it goes, and so do imports that nothing else needs."""
        text = self.document.text
        end = self.end
        if not self.start or text[: self.start].endswith("\n\n"):
            while text[end : end + 1] == "\n":
                end += 1
        yield Edit(self.start, end, "")
        for one in self.imports:
            if all(self._is_within(use.span) for use in self._uses(one)):
                span = removed(Span(self.document.file, one.start, one.end))
                yield Edit(span.start, span.end, "")


def _imported(
    snapshot: Snapshot, document: Document, near: Move, several: list[Occurrence], moved: _Moved
) -> Move | None:
    """Return the move to a package of its own, which all files import that use the name."""
    dotted = package_path(near.path.removesuffix(".k"), document.program.root)
    edits = {file: list(found) for file, found in near.edits.items()}
    bound: dict[str, str] = {}
    for one in several:
        if one.span.file.path == document.path and moved.start <= one.span.start < moved.end:
            continue
        user = snapshot.document(one.span.file.path)
        is_own = user.package.package.path == document.package.package.path
        if not is_own or not isinstance(one.node, nodes.Name) or _TELLING.search(user.text):
            return None
        if user.path not in bound:
            last = dotted.rpartition(".")[2]
            bound[user.path] = free_name(user, last)
            alias = "" if bound[user.path] == last else f" as {bound[user.path]}"
            edits.setdefault(user.file, []).append(_new_import(user, f"import {dotted}{alias}\n"))
        start = one.span.start
        edits[user.file].append(Edit(start, start, f"{bound[user.path]}."))
    return Move(near.name, near.path, near.text, edits)


def _new_import(document: Document, text: str) -> Edit:
    """Return the change that adds an import behind the others, or before all else."""
    imports = [one for one in document.module.body if isinstance(one, nodes.ImportStmt)]
    if imports:
        place = lines_end(document, imports[-1])
        is_open = document.text[place - 1 : place] != "\n"
        return Edit(place, place, f"\n{text}" if is_open else text)
    place = leading(document, document.module.body[0])
    return Edit(place, place, f"{text}\n")
