"""One document of keys and values at one moment, and what can be asked about it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kclpy.diagnostics import Diagnostic
from kclpy.ide.completion.items import Item, ItemKind, each_once
from kclpy.ide.describe import Description
from kclpy.ide.settings.structure import Structure
from kclpy.ide.settings.toml import read_toml
from kclpy.ide.settings.tree import MARK, Spot, Tree
from kclpy.ide.settings.writing import Writer
from kclpy.ide.settings.yaml import read_yaml
from kclpy.packages.shapes import Path
from kclpy.source import SourceFile, Span
from kclpy.vet.documents import DataError, Document, format_of, read_documents


class Target(NamedTuple):
    """The place of a path in a document, and the file that it names."""

    span: Span
    path: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is written at the cursor: of the text from ``start`` on, ``prefix`` is there already.

    ``given`` are the other keys of the same table. A key that ``has_value`` is followed by one.
    """

    spot: Spot
    start: int
    prefix: str
    given: frozenset[str]
    has_value: bool
    is_flow: bool


class KeyedDocument(ABC):
    """A text of keys and values; subclasses know what the keys mean."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file

    @property
    def format(self) -> str:
        """The format of the text: TOML, where the name tells nothing."""
        return format_of(self.file.path) or "toml"

    def read(self, text: str) -> Tree:
        """Return what stands in a text of the same format."""
        return read_toml(text) if self.format == "toml" else read_yaml(text)

    @cached_property
    def tree(self) -> Tree:
        """What stands in the text."""
        return self.read(self.file.text)

    @cached_property
    def structure(self) -> Structure:
        """How the text is nested."""
        return Structure(self.file, self.tree)

    @cached_property
    def documents(self) -> list[Document] | Diagnostic:
        """The documents with the places of their values, or why the text is not of its format."""
        try:
            return read_documents(self.file, self.format)
        except DataError as error:
            return error.diagnostic

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """What is to be said about the text, in its order."""
        documents = self.documents
        if isinstance(documents, Diagnostic):
            return [documents]
        found = [one.explained() for one in self.mistakes(documents)]
        return sorted(found, key=lambda one: one.labels[0].span.start if one.labels else 0)

    def complete(self, offset: int) -> tuple[int, list[Item]]:
        """Return where the word at ``offset`` begins, and what is proposed for it, best first."""
        cursor = self.cursor(offset)
        if cursor is None:
            return offset, []
        return cursor.start, each_once(self._items(cursor))

    def _items(self, cursor: Cursor) -> Iterator[Item]:
        spot = cursor.spot
        if spot.is_key:
            yield from self.keys(spot.path[:-1], cursor)
            return
        yield from self.values(spot.path, cursor)
        if spot.may_be_key and not spot.quote:
            yield from self.keys(spot.path, cursor)

    def cursor(self, offset: int) -> Cursor | None:
        """Return what is written at ``offset``, None in a comment."""
        text = self.file.text
        tree = self.read(f"{text[:offset]}{MARK}{text[offset:]}")
        spot = next((one for one in tree.spots if one.start <= offset < one.end), None)
        if spot is None:
            return None
        table = spot.path[:-1] if spot.is_key else spot.path
        others = (one for one in tree.keys(table, spot.number) if one is not spot)
        start = spot.start + len(spot.quote)
        return Cursor(
            spot,
            start,
            text[start:offset],
            frozenset(one.text for one in others if MARK not in one.text),
            spot.is_key and not spot.is_bare,
            self._is_flow(text[:offset]),
        )

    def _is_flow(self, before: str) -> bool:
        """Tell whether what follows is in brackets, as far as its line tells."""
        line = before.rpartition("\n")[2]
        opened = sum(line.count(mark) for mark in "[{") - sum(line.count(mark) for mark in "]}")
        return opened > 0 or self.file.path.endswith(".json")

    def hover(self, offset: int) -> tuple[Span, Description] | None:
        """Return what is known of what stands at ``offset``."""
        spot = self.tree.at(offset)
        described = None if spot is None else self.described(spot)
        return None if spot is None or described is None else (self.span(spot), described)

    def definition(self, offset: int) -> list[Span]:
        """Return where that is declared, or the beginning of the file that it names."""
        spot = self.tree.at(offset)
        return [] if spot is None else list(self.declared(spot))

    @property
    def links(self) -> list[Target]:
        """Return the files that are named."""
        found = ((one, self.file_at(one)) for one in self.tree.spots if not one.is_key)
        return [Target(self.span(one), path) for one, path in found if path is not None]

    def span(self, spot: Spot) -> Span:
        """Return the place of what is written, without its quotes."""
        inner = len(spot.quote)
        start = spot.start + inner
        return self.file.span(start, min(start + len(spot.text), spot.end))

    # What subclasses know

    @abstractmethod
    def mistakes(self, documents: list[Document]) -> Iterator[Diagnostic]:
        """Yield what is wrong with a text that is of its format."""

    @abstractmethod
    def keys(self, table: Path, cursor: Cursor) -> Iterator[Item]:
        """Yield proposals for keys of the table at a path."""

    @abstractmethod
    def values(self, path: Path, cursor: Cursor) -> Iterator[Item]:
        """Yield proposals for the value at a path."""

    @abstractmethod
    def described(self, spot: Spot) -> Description | None:
        """Return what a key or a value means."""

    def declared(self, spot: Spot) -> Iterator[Span]:
        """Yield where a key or a value is declared."""
        path = None if spot.is_key else self.file_at(spot)
        if path is not None:
            yield SourceFile(path, "").span(0, 0)

    def file_at(self, spot: Spot) -> str | None:
        """Return the file that a value names, None if it names none that is there."""
        return None


def key_item(
    name: str, title: str, doc: str, writer: Writer, value: str, cursor: Cursor, rank: int
) -> Item:
    """Return the proposal of a key whose ``value``, a snippet, is a ``title``.

    Where a value or a quote is there already, only the name is written.
    """
    is_alone = cursor.has_value or bool(cursor.spot.quote) or cursor.spot.is_header
    return Item(
        name,
        ItemKind.ATTRIBUTE,
        f"{name}: {title}",
        _alone(name, writer, cursor) if is_alone else writer.entry(name, value),
        is_snippet=not is_alone,
        rank=rank,
        doc=doc,
    )


def _alone(name: str, writer: Writer, cursor: Cursor) -> str:
    return name if cursor.spot.quote else writer.key(name)
