"""A file that was edited, as far as a question about one place needs it.

To answer at once after a key, only the statement at the cursor is looked at, with those that it
builds on, and not the whole package. The rest is taken from the *base*, the last moment of which
everything is known: an edit lies between statements that it did not touch, and names lead from
one statement to those that it needs. Parser, resolver and checker are those of the whole
package; they are given files with fewer statements.

All names of the package stay visible; those that are not needed have the types that they had.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import groupby, islice
from typing import TypeVar

from kclpy.builtins import registry
from kclpy.diagnostics import Diagnostics
from kclpy.ide.checked import CheckedPackage
from kclpy.ide.document import Document
from kclpy.ide.read_names import read_names
from kclpy.ide.texts import begins_line
from kclpy.ide.touched import Reread, is_damaged, reread
from kclpy.semantics.checker.base import PackageTypes
from kclpy.semantics.model import PackageModel
from kclpy.semantics.program import Import, Package
from kclpy.semantics.resolver import assigned_names, resolve
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse
from kclpy.types import Type

Statements = Collection[nodes.Stmt]
Placed = TypeVar("Placed", nodes.Comment, nodes.Damage)


class Excerpts:
    """The excerpts of one text, a later one of that of ``base``.

    The file has statements ``before`` the edit, ``fresh`` ones, and those ``after`` it. The last
    know the places that they had; what is needed of them is parsed again.
    """

    def __init__(self, base: Document, read: Reread) -> None:
        self.base = base
        self.edit, self.fresh, self.behind = read
        self.file = self.fresh.file
        self.package = base.package.package
        old = base.module.body
        self.before = old[: self.edit.first]
        self.after = old[self.edit.last :]
        self.others = [one for one in self.package.modules if one is not base.module]
        self._imports = dict(self.package.imports)
        self._known: dict[tuple[nodes.Stmt, ...], Document] = {}

    @classmethod
    def between(cls, base: Document, file: SourceFile) -> Excerpts | None:
        """Return those of ``file``; None if the edit may change what it did not touch."""
        read = reread(base.module, file)
        return None if read is None else cls(base, read)

    def document(self, offset: int) -> Document | None:
        """Return the file as far as a question about ``offset`` needs it.

        None if the whole program must be loaded, since the file imports something else now.
        """
        if not self._import(self.fresh.body):
            return None
        focus = tuple(self._at(offset))
        if focus not in self._known:
            self._known[focus] = self._made(focus)
        return self._known[focus]

    def _made(self, focus: Statements) -> Document:
        declaring = self._declaring()
        needed = self._needed(focus, declaring)
        moved = list(self._moved(needed))
        self._import(moved)
        own = self._module([*_only(self.before, needed), *self.fresh.body, *moved])
        checked = [
            own if one is self.base.module else _part(one, _only(one.body, needed))
            for one in self.package.modules
            if one is self.base.module or not needed.isdisjoint(one.body)
        ]
        model = self._model(checked, needed)
        by_name = dict(model.globals)
        model.globals.clear()
        model.globals.update((name, by_name[name]) for name in declaring if name in by_name)
        types, of_nodes = self._types(checked)
        known = self.base.package
        package = CheckedPackage(
            model.package, model, types, ChainMap(of_nodes, known.of_nodes), (), known.interface
        )
        program = self.base.program.with_file(own, package)
        return Document(self.base.path, program, self.base.files, self._head)

    # Which statements

    def _statements(self) -> list[nodes.Stmt]:
        return [*self.before, *self.fresh.body, *self.after]

    def _at(self, offset: int) -> Statements:
        """Return the statements at ``offset`` and before it; none of the fresh ones."""
        edit = self.edit
        if offset >= edit.end:
            return _last_until(self.after, offset - edit.shift)
        return self.before[-1:] if offset > edit.start else _last_until(self.before, offset)

    def _declaring(self) -> dict[str, list[nodes.Stmt]]:
        """Return the statements that declare each name of the package, in the order of the text."""
        found: dict[str, list[nodes.Stmt]] = {}
        for module in self.package.modules:
            is_own = module is self.base.module
            for statement in self._statements() if is_own else module.body:
                for name in _declared(statement):
                    found.setdefault(name, []).append(statement)
        return found

    def _needed(self, focus: Statements, declaring: dict[str, list[nodes.Stmt]]) -> set[nodes.Stmt]:
        """Return ``focus``, the fresh statements, and all that these build on."""
        mentions = self.base.package.model.mentions
        needed: set[nodes.Stmt] = set()
        waiting = [*focus, *self.fresh.body]
        for name in read_names(self.fresh.body):
            waiting += declaring.get(name, ())
        while waiting:
            statement = waiting.pop()
            if statement not in needed:
                needed.add(statement)
                mentioned = (symbol.name for symbol in mentions.get(statement, ()))
                for name in (*_declared(statement), *mentioned):
                    waiting += declaring.get(name, ())
        return needed

    # The trees

    @cached_property
    def _targets(self) -> dict[str, Import]:
        """Where the imports of the base lead."""
        imports = (one for one in self.base.module.body if isinstance(one, nodes.ImportStmt))
        return {one.path: self.package.imports[one] for one in imports}

    def _import(self, body: Iterable[nodes.Stmt]) -> bool:
        """Enter where the imports in ``body`` lead; return whether all of that is known."""
        for statement in body:
            if isinstance(statement, nodes.ImportStmt):
                if statement.path not in self._targets:
                    return False
                self._imports[statement] = self._targets[statement.path]
        return True

    def _moved(self, needed: Statements) -> Iterator[nodes.Stmt]:
        """Yield what is needed behind the edit, parsed at its new place."""
        shift = self.edit.shift
        wanted = set(_only(self.after, needed))
        ends = [*(one.start for one in self.after[1:]), len(self.base.file.text)]
        places = zip(self.after, ends, strict=False)
        for is_wanted, group in groupby(places, lambda place: place[0] in wanted):
            if is_wanted:
                run = list(group)
                begins = {one.start + shift for one, _ in run}
                start, end = self._reach(run[0][0].start, run[-1][1])
                read = parse(self.file, Diagnostics(), start + shift, end + shift, self.behind)
                yield from (one for one in read.body if one.start in begins)

    def _reach(self, start: int, end: int) -> tuple[int, int]:
        """Return the lines of the base that must be read for the statements in ``[start, end)``.

        A mistake depends on what its line begins with, and on the line behind.
        """
        if not is_damaged(self.base.module, start, end):
            return start, end
        text, after = self.base.file.text, self.after
        begins = [one.start for one in after if begins_line(text, one.start)]
        first = bisect_right(begins, start) - 1
        behind = bisect_left(begins, end) + 1
        return (
            begins[first] if first >= 0 else self.edit.end - self.edit.shift,
            begins[behind] if behind < len(begins) else len(text),
        )

    def _module(self, body: list[nodes.Stmt]) -> nodes.Module:
        """Return the file with a part of its statements, all of its comments and damage."""
        old, edit = self.base.module, self.edit
        shift = edit.shift
        comments, behind = self._untouched(old.comments)
        comments += self.fresh.comments
        comments += (nodes.Comment(one.start + shift, one.end + shift, one.text) for one in behind)
        damage, spoilt = self._untouched(old.damage)
        damage += self.fresh.damage
        damage += (nodes.Damage(one.start + shift, one.end + shift) for one in spoilt)
        docstring = old.docstring if edit.start else self.fresh.docstring
        end = len(self.file.text)
        return nodes.Module(0, end, self.file, docstring, body, comments, damage)

    def _untouched(self, several: list[Placed]) -> tuple[list[Placed], list[Placed]]:
        """Return which of the base stand before the edit and which behind it."""
        old_end = self.edit.end - self.edit.shift
        return (
            [one for one in several if one.end <= self.edit.start],
            [one for one in several if one.start >= old_end],
        )

    @cached_property
    def _head(self) -> nodes.Module:
        """The file as far as new imports need it: its first statements, and all imports."""
        body = [*self.before, *self.fresh.body]
        if all(isinstance(one, nodes.ImportStmt) for one in body):
            first = (one for one in self.after if not isinstance(one, nodes.ImportStmt))
            body += self._moved([*islice(first, 2)])
        return self._module(body)

    # The package

    def _model(self, checked: list[nodes.Module], needed: Statements) -> PackageModel:
        """Return what the names in ``checked`` denote; the rest of the package only declares."""
        old = _part(self.base.module, [*self.before, *self.after])
        rest = [
            _part(module, [one for one in module.body if not _is_in(one, needed)])
            for module in (old, *self.others)
        ]
        package = Package(self.package.path, [*checked, *rest], self._imports)
        models = {path: one.model for path, one in self._imported.items()}
        return resolve(package, models, registry.universe(), checked)

    def _types(self, checked: list[nodes.Module]) -> tuple[PackageTypes, dict[nodes.Node, Type]]:
        """Return the types of ``checked``; what they do not declare has the type that it had."""
        package = Package(self.package.path, _without_needless_imports(checked), self._imports)
        types, of_nodes = self.base.program.types_of(package, Diagnostics(), suggests=False)
        before = self.base.package.types
        names = types.scope.names
        names.update({**names, **before.scope.names, **names})
        types.schemas = {**before.schemas, **types.schemas}
        types.homes = {**before.homes, **types.homes}
        return types, of_nodes

    @cached_property
    def _imported(self) -> dict[str, CheckedPackage]:
        """The other packages of the program."""
        packages = self.base.program.packages
        return {path: one for path, one in packages.items() if one is not self.base.package}


def _last_until(statements: list[nodes.Stmt], offset: int) -> Statements:
    """Return the last two of ``statements`` that begin before ``offset``, and the one there.

    What a statement may go on with, and what may begin there, depends on the one before it.
    """
    first = bisect_left(statements, offset, key=lambda one: one.start)
    last = bisect_right(statements, offset, key=lambda one: one.start)
    return statements[max(first - 2, 0) : last]


def _declared(statement: nodes.Stmt) -> Iterable[str]:
    """Return the names that a top-level statement declares."""
    if isinstance(statement, (nodes.SchemaStmt, nodes.RuleStmt, nodes.TypeAliasStmt)):
        return (statement.name.id,)
    return assigned_names(statement)


def _is_in(statement: nodes.Stmt, needed: Statements) -> bool:
    return statement in needed or isinstance(statement, nodes.ImportStmt)


def _only(statements: Iterable[nodes.Stmt], needed: Statements) -> list[nodes.Stmt]:
    """Return those of ``statements`` that are needed; imports always are."""
    return [one for one in statements if _is_in(one, needed)]


def _without_needless_imports(modules: list[nodes.Module]) -> list[nodes.Module]:
    """Return ``modules`` with those imports that the other statements in them may use."""
    names = read_names(
        one for module in modules for one in module.body if not isinstance(one, nodes.ImportStmt)
    )
    return [
        _part(
            module,
            [
                one
                for one in module.body
                if not isinstance(one, nodes.ImportStmt) or one.bound_name in names
            ],
        )
        for module in modules
    ]


def _part(module: nodes.Module, body: list[nodes.Stmt]) -> nodes.Module:
    """Return a file with a part of its statements."""
    return replace(module, body=body)
