"""A declaration that leaves its file, with its comments and the imports that it needs."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator

from kclpy.ide.actions import removed
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.import_paths import relative
from kclpy.ide.refactoring.refusal import Refusal
from kclpy.ide.refactoring.values import names
from kclpy.semantics.program import Import
from kclpy.semantics.symbols import (
    AliasSymbol,
    AttributeSymbol,
    BuiltinSymbol,
    GlobalSymbol,
    ImportSymbol,
    SchemaSymbol,
)
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.trivia import Trivia

_BLANK_LINES = re.compile(r"(?:[ \t\r]*\n)*")
_OF_THE_PACKAGE = (GlobalSymbol, SchemaSymbol, AliasSymbol)
_VISIBLE = (*_OF_THE_PACKAGE, BuiltinSymbol)


class Moved:
    """A statement that declares ``name``, and the lines that go with it."""

    def __init__(self, document: Document, statement: nodes.Node, name: str) -> None:
        self.document = document
        self.name = name
        self.start = Trivia(document.module).leading(statement.start)
        self.end = _lines_end(document, statement)
        symbol_of = document.package.model.symbol_of
        self._symbols = {
            one.id: symbol for one in names(statement) if (symbol := symbol_of.get(one)) is not None
        }
        self.imports = [
            one
            for one in document.module.body
            if isinstance(one, nodes.ImportStmt) and any(self.uses_of(one))
        ]

    def has(self, span: Span) -> bool:
        """Return whether ``span``, a place in the file, is a part of it."""
        return self.start <= span.start < self.end

    def uses_of(self, statement: nodes.ImportStmt) -> Iterator[Span]:
        """Yield where it uses what an import of the file binds."""
        for one in self.document.occurrences.of_import(statement):
            if self.has(one.span):
                yield one.span

    def text(self, line_end: str, edits: Iterable[Edit] = ()) -> str:
        """Return its lines, after ``edits`` to them."""
        text = self.document.text[self.start : self.end]
        inner = [Edit(a - self.start, b - self.start, new) for a, b, new in edits]
        lines = apply_edits(text, inner).rstrip().replace("\r\n", "\n")
        return (lines + "\n").replace("\n", line_end)

    @property
    def needed(self) -> list[str]:
        """What else of its package it uses; an attribute without a value means the global."""
        known = self.document.package.model.globals
        return [
            name
            for name, symbol in self._symbols.items()
            if isinstance(symbol, _OF_THE_PACKAGE)
            or (isinstance(symbol, AttributeSymbol) and name in known)
            if name != self.name
        ]

    def target(self, statement: nodes.ImportStmt) -> Import:
        """Return what an import of the file leads to."""
        return self.document.package.package.imports[statement]

    def misread(self, other: Document, is_same_package: bool) -> str:
        """Return a name in it that means something else in the file ``other``, or ""."""
        bound = _imports(other)
        own = _imports(self.document)
        for name, symbol in self._symbols.items():
            if isinstance(symbol, ImportSymbol):
                before = self.target(own[name])
                is_taken = name in bound and _target(other, bound[name]) != before
            elif isinstance(symbol, AttributeSymbol):
                is_taken = name in bound or name in own
            else:
                is_taken = name in bound and isinstance(symbol, _VISIBLE)
            if is_taken or (not is_same_package and name in other.package.model.globals):
                return name
        return ""

    def imports_for(self, other: Document, without: Collection[nodes.ImportStmt]) -> list[str]:
        """Return the imports that the file ``other`` lacks for it, but those ``without``.

        Raises `Refusal` if one of them cannot be written there.
        """
        bound = _imports(other)
        return [
            self._written(one, os.path.dirname(other.path))
            for one in self.imports
            if one not in without and one.bound_name not in bound
        ]

    def _written(self, statement: nodes.ImportStmt, home: str) -> str:
        path: str | None = statement.path
        if statement.path[0] == "." and home != os.path.dirname(self.document.path):
            places = self.document.program.places.get(self.target(statement).path, ())
            path = relative(home, places[0]) if places else None
        if path is None:
            raise Refusal(f"'{statement.path}' cannot be imported there")
        alias = "" if statement.alias is None else f" as {statement.alias.id}"
        return f"import {path}{alias}"

    def leaving(self, kept: Collection[nodes.ImportStmt] = ()) -> Iterator[Edit]:
        """Yield the changes of the file: it goes, and so do imports that nothing else needs.

        Those that are ``kept`` stay.
        """
        text, start, end = self.document.text, self.start, self.end
        above = text[:start].rstrip()
        if not text[end:].strip():
            start = text.index("\n", len(above)) + 1 if above else 0
        elif not start or not text[:start].split("\n")[-2].strip():
            match = _BLANK_LINES.match(text, end)
            end = end if match is None else match.end()
        yield Edit(start, end, "")
        for one in self.imports:
            uses = self.document.occurrences.of_import(one)
            if one not in kept and all(self.has(use.span) for use in uses):
                span = removed(Span(self.document.file, one.start, one.end))
                yield Edit(span.start, span.end, "")


def without_gap(text: str, edits: list[Edit]) -> list[Edit]:
    """Return ``edits`` and that which takes away blank lines below a beginning that goes."""
    start = 0
    for edit in sorted(edits):
        if edit.start == start and edit.text:
            return edits
        start = edit.end if edit.start == start else start
    match = _BLANK_LINES.match(text, start)
    end = start if match is None else match.end()
    return [*edits, Edit(start, end, "")] if 0 < start < end else edits


def _imports(document: Document) -> dict[str, nodes.ImportStmt]:
    """Return the imports of a file by the name that they bind; the last one counts."""
    return {
        one.bound_name: one for one in document.module.body if isinstance(one, nodes.ImportStmt)
    }


def _target(document: Document, statement: nodes.ImportStmt) -> Import | None:
    return document.package.package.imports.get(statement)


def _lines_end(document: Document, statement: nodes.Node) -> int:
    """Return where the lines of ``statement`` end, with comments that are indented below it."""
    text = document.text
    end = text.find("\n", len(text[: statement.end].rstrip()))
    while end >= 0:
        following = text.find("\n", end + 1)
        line = text[end + 1 : following if following >= 0 else len(text)]
        if line[:1] not in (" ", "\t") or not line.strip():
            break
        end = following
    return len(text) if end < 0 else end + 1
