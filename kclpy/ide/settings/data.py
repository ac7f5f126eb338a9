"""Data files that a project holds to a schema: ``[vet]`` in kcl.mod names both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.ide.completion.items import Item, ItemKind
from kclpy.ide.completion.keys import attributes_of
from kclpy.ide.declarations import Declaration
from kclpy.ide.describe import Description, describe
from kclpy.ide.document import Document as Code
from kclpy.ide.members import item_type, member_type, schemas_of
from kclpy.ide.program import moved
from kclpy.ide.required import missing_attributes
from kclpy.ide.settings.document import Cursor, KeyedDocument, key_item
from kclpy.ide.settings.tree import Spot
from kclpy.ide.settings.writing import Writer
from kclpy.ide.texts import written
from kclpy.packages.shapes import Path, Shape, Table, Text, Truth
from kclpy.semantics.program import Package
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes
from kclpy.types import DictType, ListType, LiteralType, SchemaType, Type, UnionType
from kclpy.vet.documents import Document
from kclpy.vet.expressions import statement_for

_REQUIRED, _OPTIONAL = 10, 20
_SHAPES: Mapping[str, Shape] = {"str": Text(), "bool": Truth()}


class DataDocument(KeyedDocument):
    """A data file whose documents are instances of ``schema``, which ``code`` declares."""

    def __init__(self, file: SourceFile, schema: SchemaType, code: Code) -> None:
        super().__init__(file)
        self.schema = schema
        self.code = code

    # Mistakes

    def mistakes(self, documents: list[Document]) -> Iterator[Diagnostic]:
        """Yield what the checker says of the documents, as `kclpy vet` does; nothing is run."""
        package = self.code.package.package
        modules = [
            nodes.Module(0, len(self.file.text), self.file, None, [self._statement(one)])
            for one in documents
            if one.value is not None
        ]
        both = Package(package.path, [*package.modules, *modules], package.imports)
        found = Diagnostics()
        types, of_nodes = self.code.program.types_of(both, found)
        checked = replace(self.code.package, package=both, types=types, of_nodes=of_nodes)
        missing = [one for module in modules for one in missing_attributes(module, checked)]
        for one in dict.fromkeys([*found, *missing]):
            if one.labels and one.labels[0].span.file is self.file:
                yield one

    def _statement(self, document: Document) -> nodes.Stmt:
        # No program can use such a name.
        return statement_for(document, f"document {document.number}", self.schema.definition.name)

    # Types of what stands in the data

    def type_at(self, path: Path) -> Type | None:
        """Return the type of the value at a path; a document may be a list of instances."""
        type_: Type | None = self.schema
        for depth, step in enumerate(path):
            if isinstance(step, int):
                type_ = type_ if depth == 0 else item_type(type_)
            elif type_ is not None:
                type_ = member_type(type_, step)
        return type_

    def declaration(self, path: Path) -> Declaration | None:
        """Return the attribute that the key at a path sets."""
        outer = self.type_at(path[:-1])
        declarations = self.code.occurrences.declarations
        for schema in () if outer is None else schemas_of(outer):
            found = declarations.attribute(schema, str(path[-1]))
            if found is not None:
                return found
        return None

    # Completion

    def keys(self, table: Path, cursor: Cursor) -> Iterator[Item]:
        type_ = self.type_at(table)
        for schema in () if type_ is None else schemas_of(type_):
            for name, attribute in attributes_of(schema).items():
                rank = _OPTIONAL if attribute.is_optional or attribute.has_default else _REQUIRED
                yield from self._key(name, attribute.type, (*table, name), rank, cursor)
        if isinstance(type_, DictType):
            for name, value in type_.attributes().items():
                yield from self._key(name, value, (*table, name), _OPTIONAL, cursor)
            for literal in _literals(type_.key()):
                yield from self._key(
                    str(literal), type_.value(), (*table, str(literal)), _OPTIONAL, cursor
                )

    def _key(self, name: str, type_: Type, path: Path, rank: int, cursor: Cursor) -> Iterator[Item]:
        if name not in cursor.given:
            writer = Writer(self.format, cursor.is_flow)
            value = _placeholder(type_, writer)
            declared = self.declaration(path)
            doc = "" if declared is None else describe(declared, self.code.program).doc
            yield key_item(name, written(type_), doc, writer, value, cursor, rank)

    def values(self, path: Path, cursor: Cursor) -> Iterator[Item]:
        type_ = self.type_at(path)
        if type_ is None:
            return
        quote, writer = cursor.spot.quote, Writer(self.format, cursor.is_flow)
        for rank, literal in enumerate(_literals(type_)):
            if isinstance(literal, str):
                insert = literal if quote else writer.text(literal)
                yield Item(literal, ItemKind.VALUE, insert=insert, rank=rank)
            elif not quote:
                word = str(literal).lower() if isinstance(literal, bool) else str(literal)
                yield Item(word, ItemKind.CONSTANT, rank=rank)

    # What is meant

    def described(self, spot: Spot) -> Description | None:
        found = self.declaration(spot.path) if spot.is_key and spot.path else None
        return None if found is None else describe(found, self.code.program)

    def declared(self, spot: Spot) -> Iterator[Span]:
        found = self.declaration(spot.path) if spot.path else None
        if found is not None and found.span is not None:
            yield moved(found.span, self.code.program)


def _literals(type_: Type) -> list[object]:
    """Return the values that are known by their type, in the order of the declaration."""
    found: list[object] = []
    for one in type_.members if isinstance(type_, UnionType) else (type_,):
        if isinstance(one, LiteralType):
            found.append(one.value)
        elif one.word == "bool":
            found += [True, False]
    return found


def _placeholder(type_: Type, writer: Writer) -> str:
    """Return a value of a type that is to be filled in."""
    literals = _literals(type_)
    if len(literals) > 1 and all(isinstance(one, str) for one in literals):
        return writer.choice(writer.text(str(one)) for one in literals)
    if isinstance(type_, ListType):
        return "\n  - $1" if writer.format == "yaml" and not writer.is_flow else "[$1]"
    if isinstance(type_, (SchemaType, DictType)):
        return writer.placeholder(Table())
    return writer.placeholder(_SHAPES.get(type_.word, Shape()))
