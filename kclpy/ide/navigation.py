"""From a name to its declaration, and to all places that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kclpy.ide.cancel import CancelToken
from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.describe import type_of
from kclpy.ide.document import Document
from kclpy.ide.finder import Occurrence
from kclpy.ide.workspace import Snapshot
from kclpy.source import Span
from kclpy.types import DictType, ListType, SchemaType, Type, UnionType

# What no other file can name.
_WITHIN_A_FILE = (Kind.LOCAL, Kind.LOOP, Kind.IMPORT)


def definition(document: Document, offset: int) -> list[Span]:
    """Return where the name at ``offset`` is declared: of a package, its files."""
    found = document.occurrences.at(offset)
    if found is None:
        return []
    declaration = found.declaration
    if declaration.target is not None:
        return _files(declaration.target, document)
    if declaration.kind is Kind.PACKAGE:
        return _files(declaration, document)
    return [] if declaration.span is None else [declaration.span]


def _files(package: Declaration, document: Document) -> list[Span]:
    """Return the beginnings of the files of a package."""
    found = document.program.packages.get(package.package)
    modules = [] if found is None else found.package.modules
    return [Span(module.file, 0, 0) for module in modules]


def type_definition(document: Document, offset: int) -> list[Span]:
    """Return where the schemas are declared that the value at ``offset`` is an instance of."""
    found = document.occurrences.at(offset)
    if found is None:
        return []
    type_ = type_of(found.declaration, document.program)
    declared = (
        document.occurrences.declarations.schema(schema.definition) for schema in _schemas(type_)
    )
    return [one.span for one in declared if one is not None and one.span is not None]


def _schemas(type_: Type) -> Iterator[SchemaType]:
    """Yield the schemas that a type is made of."""
    if isinstance(type_, SchemaType):
        yield type_
    elif isinstance(type_, ListType):
        yield from _schemas(type_.item)
    elif isinstance(type_, DictType):
        yield from _schemas(type_.value())
    elif isinstance(type_, UnionType):
        for member in type_.members:
            yield from _schemas(member)


def highlights(document: Document, offset: int) -> list[Occurrence]:
    """Return the places of the file that mean what the name at ``offset`` means."""
    found = document.occurrences.at(offset)
    if found is None:
        return []
    return [one for one in document.occurrences if one.declaration.key == found.declaration.key]


def references(
    snapshot: Snapshot, document: Document, offset: int, token: CancelToken
) -> list[Occurrence]:
    """Return the places of the workspace that mean what the name at ``offset`` means."""
    found = document.occurrences.at(offset)
    return [] if found is None else uses(snapshot, document, found.declaration, token)


def uses(
    snapshot: Snapshot, document: Document, declaration: Declaration, token: CancelToken
) -> list[Occurrence]:
    """Return the places of the workspace that mean ``declaration``, its own included.

    Only files that mention the name are looked at.
    """
    found: dict[tuple[str, int], Occurrence] = {}
    for path in _mentioning(snapshot, document, declaration):
        token.check()
        other = document if path == document.path else snapshot.document(path, token)
        for one in other.occurrences:
            if one.declaration.key == declaration.key:
                found.setdefault((path, one.span.start), one)
    return list(found.values())


def _mentioning(snapshot: Snapshot, document: Document, declaration: Declaration) -> list[str]:
    """Return the files that may use ``declaration``, that of the document first."""
    if declaration.kind in _WITHIN_A_FILE:
        return [document.path]
    name = declaration.name.rpartition(".")[2]
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    found = []
    for path in files_around(snapshot, document, declaration):
        text = snapshot.files.source(path).text
        if name in text and word.search(text):  # most have not even the letters
            found.append(path)
    return found


def files_around(snapshot: Snapshot, document: Document, declaration: Declaration) -> list[str]:
    """Return the files among which some may use ``declaration``, that of the document first.

    Other folders of the workspace may depend on the one that declares it.
    """
    paths = [document.path, *snapshot.sources(document.path)]
    if declaration.span is not None:
        paths += [declaration.span.file.path, *snapshot.sources(declaration.span.file.path)]
    paths += snapshot.all_sources()
    return list(dict.fromkeys(map(snapshot.files.canonical, paths)))
