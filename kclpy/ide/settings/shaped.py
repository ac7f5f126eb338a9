"""Documents whose keys are declared in a shape, which their loader reads, too."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from kclpy.diagnostics import Diagnostic, Label, Problem
from kclpy.diagnostics.settings import PathNotThere
from kclpy.ide.completion.items import Item, ItemKind
from kclpy.ide.describe import Description
from kclpy.ide.settings.document import Cursor, KeyedDocument, key_item
from kclpy.ide.settings.paths import ENDINGS, file_at, is_missing, proposed_paths
from kclpy.ide.settings.tree import Spot
from kclpy.ide.settings.writing import Writer
from kclpy.packages.shapes import (
    Key,
    Listed,
    Named,
    Path,
    Shape,
    Table,
    Text,
    Truth,
    Version,
    key_at,
    shape_at,
)
from kclpy.vet.documents import Document

_REQUIRED, _KEY, _LATER = 10, 20, 40


class ShapedDocument(KeyedDocument):
    """A file of settings."""

    shape: Table

    @property
    def home(self) -> str:
        """The directory that paths start in."""
        return os.path.dirname(self.file.path)

    # Mistakes

    def mistakes(self, documents: list[Document]) -> Iterator[Diagnostic]:
        for document in documents[:1]:
            value = {} if document.value is None else document.value
            for path, problem, is_key in self.shape.mistakes(value):
                yield self.placed(problem, document, path, is_key)
            for path in document.places:
                text = self.text_at(path)
                value = _value_at(document.value, path)
                if text is not None and isinstance(value, str):
                    for problem in self.named_mistakes(text.names, value):
                        yield self.placed(problem, document, path)
                names = self.names_at(path)
                for problem in self.named_mistakes(names, str(path[-1])) if names else ():
                    yield self.placed(problem, document, path, is_key=True)
            yield from self.own_mistakes(document)

    def text_at(self, path: Path) -> Text | None:
        """Return what is declared of the text at a path, None if no text may stand there."""
        shape = shape_at(self.shape, path)
        return shape if isinstance(shape, Text) else None

    def names_at(self, path: Path) -> str:
        """Return what the key at a path names, "" if it is no name of the user."""
        above = shape_at(self.shape, path[:-1]) if path else None
        return above.names if isinstance(above, Named) else ""

    def placed(
        self, problem: Problem, document: Document, path: Path, is_key: bool = False
    ) -> Diagnostic:
        """Return what is wrong with a value, or with a key, at its place."""
        place = document.place(path)
        is_empty = place.value[0] == place.value[1]  # null stands nowhere
        start, end = place.key if place.key and (is_key or is_empty) else place.value
        return Diagnostic(problem, (Label(self.file.span(start, end), problem.message),))

    def named_mistakes(self, names: str, value: str) -> Iterator[Problem]:
        """Yield what is wrong with a text or a key that ``names`` something."""
        if names in ENDINGS and is_missing(self.home, value, names):
            others = tuple(proposed_paths(self.home, value, names))
            yield PathNotThere(value, others)

    def own_mistakes(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what no shape tells."""
        yield from ()

    # Completion

    def keys(self, table: Path, cursor: Cursor) -> Iterator[Item]:
        shape = shape_at(self.shape, table)
        writer = Writer(self.format, cursor.is_flow)
        if isinstance(shape, Named):
            yield from self.names(shape, cursor, writer)
        is_top = self.format == "toml" and cursor.spot.is_bare and not cursor.is_flow
        for name, key in keys_of(shape).items():
            if name not in cursor.given and (table or not is_top):
                rank = _REQUIRED if key.is_required else _KEY
                value = writer.placeholder(key.shape)
                yield key_item(name, key.shape.title, key.doc, writer, value, cursor, rank)
        if is_top:
            yield from self.sections()

    def sections(self) -> Iterator[Item]:
        """Yield the tables that are not written yet, as headers."""
        written = {one.text for one in self.tree.keys((), 0)}
        for name, key in self.shape.keys.items():
            if name not in written and not isinstance(key.shape, Text):
                yield Item(
                    f"[{name}]", ItemKind.MODULE, "section", f"[{name}]", rank=_LATER, doc=key.doc
                )

    def names(self, shape: Named, cursor: Cursor, writer: Writer) -> Iterator[Item]:
        """Yield names that a table whose keys are the user's may have."""
        found = self.words(Text(shape.names), cursor.spot.path, cursor)
        for rank, (word, doc) in enumerate(found):
            if word not in cursor.given:
                value = writer.placeholder(shape.value)
                yield key_item(word, shape.value.title, doc, writer, value, cursor, rank)

    def values(self, path: Path, cursor: Cursor) -> Iterator[Item]:
        shape = shape_at(self.shape, path)
        writer = Writer(self.format, cursor.is_flow)
        if isinstance(shape, Truth) and not cursor.spot.quote:
            for word in ("true", "false"):
                yield Item(word, ItemKind.CONSTANT, rank=5)
        if isinstance(shape, Listed) and not cursor.spot.quote and not cursor.spot.may_be_key:
            yield Item("[…]", ItemKind.SNIPPET, insert=f"[{writer.string}]", is_snippet=True)
        text = shape if isinstance(shape, Text) else Text() if isinstance(shape, Version) else None
        if text is not None:
            for number, (word, doc) in enumerate(self.words(text, path, cursor)):
                insert = word if cursor.spot.quote else writer.text(word)
                yield Item(word, ItemKind.VALUE, insert=insert, rank=number, doc=doc)

    def words(self, text: Text, path: Path, cursor: Cursor) -> Iterator[tuple[str, str]]:
        """Yield the words that a text may be, best first, each with what it means."""
        yield from text.words.items()
        if text.names in ENDINGS:
            for found in proposed_paths(self.home, cursor.prefix, text.names):
                yield found, ""

    # What is meant

    def described(self, spot: Spot) -> Description | None:
        if not spot.is_key:
            return self.described_value(spot)
        found = self.meaning(self.names_at(spot.path), spot.text)
        key = key_at(self.shape, spot.path)
        if found is not None or key is None:
            return found
        return Description(f"{spot.text}: {key.shape.title}", self.file_name, key.doc)

    def described_value(self, spot: Spot) -> Description | None:
        """Return what a word or a name means, if that is known."""
        text = self.text_at(spot.path)
        if text is None:
            return None
        doc = text.words.get(spot.text, "")
        return (
            Description(f'"{spot.text}"', "", doc) if doc else self.meaning(text.names, spot.text)
        )

    def meaning(self, names: str, word: str) -> Description | None:
        """Return what a text or a key means that ``names`` something."""
        return None

    @property
    def file_name(self) -> str:
        """The name of the file."""
        return os.path.basename(self.file.path)

    def file_at(self, spot: Spot) -> str | None:
        text = self.text_at(spot.path)
        is_path = text is not None and text.names in ENDINGS
        return file_at(self.home, spot.text) if is_path and spot.text else None


def keys_of(shape: Shape | None) -> dict[str, Key]:
    """Return the keys that a shape declares."""
    table = shape.table if isinstance(shape, Version) else shape
    return dict(table.keys) if isinstance(table, Table) else {}


def _value_at(value: object, path: Sequence[str | int]) -> object:
    """Return what stands at a path, None if nothing does."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
