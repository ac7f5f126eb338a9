"""Moving a schema, a rule, a type or a function to another file, which may be a new one.

Where both files are one package nobody needs to know. Elsewhere all files that use the name
import the other package from then on; so what moves must need nothing of its own. Files of tests
keep what they have.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from kclpy.diagnostics import Diagnostics
from kclpy.driver.workspace import TESTS
from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.formatting import line_edits
from kclpy.ide.named_schemas import namings_of
from kclpy.ide.navigation import uses
from kclpy.ide.refactoring.effects import has_effects
from kclpy.ide.refactoring.moved import Moved, without_gap
from kclpy.ide.refactoring.refusal import Refusal
from kclpy.ide.refactoring.soundness import new_mistakes
from kclpy.ide.refactoring.users import User, is_place_of, unqualified
from kclpy.ide.workspace import Snapshot
from kclpy.semantics.program import MAIN
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes
from kclpy.syntax.imports import import_edit
from kclpy.syntax.parser import parse

_DECLARATIONS = (nodes.SchemaStmt, nodes.RuleStmt, nodes.TypeAliasStmt)
# So many files are proposed.
_MOST = 4


@dataclass(frozen=True, slots=True)
class Move:
    """A declaration comes to the file at ``path``: its ``text`` if it is new, and all changes."""

    name: str
    path: str
    text: str | None
    edits: dict[SourceFile, list[Edit]] = field(default_factory=dict)


def declared_at(document: Document, offset: int) -> nodes.Name | None:
    """Return the name that is declared in the line of ``offset``, if its declaration can move."""
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


def move_to_file(
    snapshot: Snapshot, document: Document, offset: int, token: CancelToken
) -> Move | None:
    """Return how the declaration whose name is in the line of ``offset`` gets its own file.

    None if there is none, or if the file is there already.
    """
    name = declared_at(document, offset)
    path = "" if name is None else os.path.join(_directory(document), f"{_snake(name.id)}.k")
    if name is None or snapshot.files.exists(path):
        return None
    try:
        return _Mover(snapshot, document, name, path, token).to_new()
    except Refusal:
        return None


def move_into(
    snapshot: Snapshot, document: Document, offset: int, path: str, token: CancelToken
) -> Move:
    """Return how the declaration in the line of ``offset`` comes to the file at ``path``.

    Raises `Refusal` if it cannot.
    """
    name = declared_at(document, offset)
    if name is None:
        raise Refusal("no schema, rule, type or function is declared there")
    return _Mover(snapshot, document, name, path, token).to_known()


def neighbours(document: Document, name: str) -> list[str]:
    """Return the files of the package to which ``name`` may move; first those that use it."""
    directory = _directory(document)
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    found = [
        one.file
        for one in document.package.package.modules
        if one.file.path != document.path
        and os.path.dirname(one.file.path) == directory
        and not one.file.path.endswith(TESTS)
    ]
    found.sort(key=lambda file: (word.search(file.text) is None, file.path))
    return [file.path for file in found[:_MOST]]


def _directory(document: Document) -> str:
    return os.path.dirname(document.path)


def _snake(name: str) -> str:
    words = re.sub(r"(?<=[^\W_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return words.strip("_").lower()


class _Mover:
    """Moves the declaration of ``name`` to ``path``."""

    def __init__(
        self,
        snapshot: Snapshot,
        document: Document,
        name: nodes.Name,
        path: str,
        token: CancelToken,
    ) -> None:
        self.snapshot = snapshot
        self.document = document
        self.path = path
        self.token = token
        if document.module.damage:
            raise Refusal("the file has syntax errors")
        if path.endswith(TESTS) or document.path.endswith(TESTS):
            raise Refusal("files of tests keep what they have")
        found = document.occurrences.at(name.start)
        if found is None:
            raise Refusal(f"'{name.id}' is declared elsewhere as well")
        self.moved = Moved(document, document.around(name.start)[1], name.id)
        self.uses = uses(snapshot, document, found.declaration, token)
        self.namings = list(namings_of(snapshot, found.declaration, document.path, token))
        if any(one.is_write and not one.is_declaration for one in self.uses):
            raise Refusal(f"'{name.id}' gets its value in several places")

    def to_new(self) -> Move:
        """Return the move to a file that is not there yet."""
        home, line_end = self.document, self.document.file.line_end
        imports = [home.text[one.start : one.end] + line_end for one in self.moved.imports]
        text = "".join([*imports, line_end if imports else "", self.moved.text(line_end)])
        near = self._move({home.file: list(self.moved.leaving())}, text)
        supposed = self.snapshot.supposing(_texts(near)).document(home.path, self.token)
        is_same = any(one.file.path == self.path for one in supposed.package.package.modules)
        if is_same:
            return self._sound(replace(near, edits={**near.edits, **self._renamed(self.path)}))
        self._must_need_nothing()
        edits = self._changes(self._users(self.path, {self.path}))
        return self._sound(self._move({**edits, **self._renamed(self.path)}, text))

    def to_known(self) -> Move:
        """Return the move to a file that is there."""
        if self.path == self.document.path:
            raise Refusal("it is there already")
        if not self.snapshot.files.is_file(self.path):
            raise Refusal("there is no such file")
        other = self.snapshot.document(self.path, self.token)
        paths = {one.file.path for one in other.package.package.modules}
        is_same = self.path in {one.file.path for one in self.document.package.package.modules}
        self._must_be_free(other, is_same)
        if is_same:
            edits = {self.document.file: list(self.moved.leaving())}
            edits[other.file] = self._arrival(other, "", [])
            edits |= self._renamed(self.path)
        else:
            self._must_need_nothing()
            place = self._place(other)
            users = self._users(place, paths)
            self._must_be_quiet(other, users)
            edits = self._changes(users)
            edits[other.file] = self._arrival(other, place, edits.get(other.file, []))
            edits |= self._renamed(place)
        return self._sound(self._move(edits))

    def _move(self, edits: dict[SourceFile, list[Edit]], text: str | None = None) -> Move:
        found = {file: without_gap(file.text, several) for file, several in edits.items()}
        return Move(self.moved.name, self.path, text, found)

    def _sound(self, move: Move) -> Move:
        """Return ``move``; raise `Refusal` if a program has a mistake then."""
        used = {one.span.file.path: one.span.file.text for one in self.uses}
        programs = {path: text for path, text in _texts(move).items() if path.endswith(".k")}
        mistakes = new_mistakes(self.snapshot, {**used, **programs}, self.token)
        if mistakes:
            raise Refusal(f"there would be a mistake: {mistakes[0].splitlines()[0]}")
        return move

    # What must hold

    def _must_need_nothing(self) -> None:
        for name in self.moved.needed:
            raise Refusal(f"it uses '{name}' of its package")

    def _must_be_free(self, other: Document, is_same: bool) -> None:
        file = os.path.basename(other.path)
        if other.module.damage:
            raise Refusal(f"{file} has syntax errors")
        if not is_same and self.moved.name in other.package.model.globals:
            raise Refusal(f"'{self.moved.name}' is declared there already")
        misread = self.moved.misread(other, is_same)
        if misread:
            raise Refusal(f"'{misread}' means something else in {file}")

    def _must_be_quiet(self, other: Document, users: list[User]) -> None:
        """Refuse if a program would run statements with effects that it did not run before."""
        if all(user.is_there or user.knows_package for user in users):
            return
        for module in other.package.package.modules:
            document = self.snapshot.document(module.file.path, self.token)
            for statement in document.module.body:
                is_declaration = isinstance(statement, (*_DECLARATIONS, nodes.ImportStmt))
                if not is_declaration and has_effects(document, statement):
                    raise Refusal("importing the file may have effects")

    def _place(self, other: Document) -> str:
        """Return the directory or the file that is imported for the sake of ``other``."""
        if self.snapshot.root_of(other.path) != self.snapshot.root_of(self.document.path):
            raise Refusal("the file is in another module")
        package = other.package.package
        for place in other.program.places.get(package.path, ()):
            return place
        if package.path == MAIN and len(package.modules) > 1:
            raise Refusal("the file is run with others, and not imported")
        return other.path

    # Changes

    def _users(self, place: str, inside: Collection[str]) -> list[User]:
        """Return the files that name the declaration otherwise once it is in ``place``."""
        users: dict[str, User] = {}
        for one in self.uses:
            path = one.span.file.path
            if path == self.document.path and self.moved.has(one.span):
                continue
            if path not in users:
                document = self.snapshot.document(path, self.token)
                users[path] = User(document, self.document, place, path in inside)
            users[path].takes(one)
        return list(users.values())

    def _changes(self, users: list[User]) -> dict[SourceFile, list[Edit]]:
        """Return the changes of the file that it leaves, and of all that use it."""
        own = [one.known for one in users if one.document.path == self.document.path]
        kept = [one for one in own if one is not None]
        found = {self.document.file: list(self.moved.leaving(kept))}
        for user in users:
            found.setdefault(user.document.file, []).extend(user.edits())
        return found

    def _renamed(self, place: str) -> dict[SourceFile, list[Edit]]:
        """Return the changes of configurations that hold data to what comes to ``place``.

        One that names the directory of the package may go on to do so.
        """
        found: dict[SourceFile, list[Edit]] = {}
        for one in self.namings:
            if place.endswith(".k") and os.path.dirname(place) == one.place:
                continue
            named = one.leading_to(place, one.rules.home)
            if named is None:
                raise Refusal(f"the project holds data to '{one.named}'")
            edit = Edit(one.span.start, one.span.end, named)
            found.setdefault(one.span.file, []).append(edit)
        return found

    def _arrival(self, other: Document, place: str, edits: list[Edit]) -> list[Edit]:
        """Return the changes of the file that it comes to, which has ``edits`` as well."""
        inner: list[Edit] = []
        needless: list[nodes.ImportStmt] = []  # of the package that it comes to
        for statement in self.moved.imports:
            if place and is_place_of(self.document, self.moved.target(statement).path, place):
                needless.append(statement)
                inner += map(self._unqualified, self.moved.uses_of(statement))
        text = apply_edits(other.text, without_gap(other.text, edits))
        line_end = other.file.line_end
        imports = self.moved.imports_for(other, needless)
        if imports:
            added = import_edit(parse(SourceFile(other.path, text), Diagnostics()), *imports)
            text = apply_edits(text, [Edit(added.span.start, added.span.end, added.text)])
        before = text.rstrip()
        gap = 2 * line_end if before else ""
        return line_edits(other.text, before + gap + self.moved.text(line_end, inner))

    def _unqualified(self, package: Span) -> Edit:
        """Return the change that names a member alone, where it comes to the package."""
        edit, member = unqualified(self.document, package)
        for one in self.document.occurrences:
            is_other = one.declaration.name == member.id and one.span.start != member.start
            if is_other and self.moved.has(one.span) and self._key(member) != one.declaration.key:
                raise Refusal(f"'{member.id}' means something else in it")
        return edit

    def _key(self, name: nodes.Name) -> object:
        found = self.document.occurrences.at(name.start)
        return None if found is None else found.declaration.key


def _texts(move: Move) -> dict[str, str]:
    found = {file.path: apply_edits(file.text, edits) for file, edits in move.edits.items()}
    return found if move.text is None else {**found, move.path: move.text}
