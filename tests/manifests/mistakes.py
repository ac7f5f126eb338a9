"""Planting mistakes into a manifest that is valid, by editing its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kclpy.diagnostics.manifests import (
    ManifestProblem,
    MissingField,
    PatternNotMatched,
    UnknownField,
    ValueNotAllowed,
    WrongFieldType,
)
from kclpy.plan.yaml import to_yaml
from kclpy.source import SourceFile
from kclpy.vet.documents import Document, read_documents
from kclpy.vet.places import Path
from tests.manifests.samples import Sampler, Schema, matches

_SIMPLE = ("string", "integer", "boolean", "number")


@dataclass(frozen=True)
class Mistake:
    """A text with one mistake, and what is to be found where."""

    problem: type[ManifestProblem]
    path: Path
    line: int
    text: str


def document_of(value: Any) -> Document:
    """Return a value as the document that is written for it."""
    return document_from(to_yaml(value))


def document_from(text: str) -> Document:
    (document,) = read_documents(SourceFile("sample.yaml", text), "yaml")
    return document


def mistakes_in(document: Document, schema: Schema, sampler: Sampler) -> Iterator[Mistake]:
    """Yield a mistake of each kind for each depth at which one can be made."""
    seen: set[tuple[type[ManifestProblem], int]] = set()
    planter = _Planter(document, sampler)
    for mistake in planter.plant(document.value, schema, ()):
        key = (mistake.problem, len(mistake.path))
        if key not in seen:
            seen.add(key)
            yield mistake


class _Planter:
    def __init__(self, document: Document, sampler: Sampler) -> None:
        self.document = document
        self.text = document.file.text
        self.sampler = sampler

    def plant(self, value: Any, schema: Schema, path: Path) -> Iterator[Mistake]:
        """Yield all mistakes that can be made in a value and below it."""
        schema = self.sampler.resolved(schema)
        if isinstance(value, dict):
            yield from self.in_mapping(value, schema, path)
        elif isinstance(value, list):
            if isinstance(schema.get("items"), dict):
                for number, item in enumerate(value):
                    yield from self.plant(item, schema["items"], (*path, number))
        else:
            yield from self.in_scalar(value, schema, path)

    def in_mapping(self, value: Any, schema: Schema, path: Path) -> Iterator[Mistake]:
        fields = schema.get("properties", {})
        extra = schema.get("additionalProperties")
        is_open = extra or schema.get("x-kubernetes-preserve-unknown-fields")
        if fields and value and not is_open:
            yield self.unknown(next(iter(value)), path)
        for name in schema.get("required", ()):
            is_optional = name not in value or "default" in fields.get(name, ())
            if not is_optional and name != next(iter(value)):
                yield from self.missing(name, value[name], path)
        for name, item in value.items():
            if not path and name in ("apiVersion", "kind"):
                continue  # another kind has another schema
            if name in fields:
                yield from self.plant(item, fields[name], (*path, name))
            elif isinstance(extra, dict):
                yield from self.plant(item, extra, (*path, name))

    def in_scalar(self, value: Any, schema: Schema, path: Path) -> Iterator[Mistake]:
        start, end = self.document.place(path).value
        if "\n" in self.text[start:end]:
            return
        line = self.line_of(path)
        if schema.get("type") in _SIMPLE:
            yield Mistake(WrongFieldType, path, line, self.replaced(start, end, "[]"))
        if schema.get("type") == "integer":
            yield Mistake(WrongFieldType, path, line, self.replaced(start, end, '"text"'))
        if schema.get("type") == "string" and "enum" in schema:
            yield Mistake(ValueNotAllowed, path, line, self.replaced(start, end, "NotThatOne"))
        pattern = schema.get("pattern")
        if isinstance(value, str) and pattern and not matches(pattern, "§ §"):
            yield Mistake(PatternNotMatched, path, line, self.replaced(start, end, '"§ §"'))

    def unknown(self, first: str, path: Path) -> Mistake:
        """Return a field that nobody knows, before the first one."""
        key = self.document.place((*path, first)).key
        assert key is not None
        line, column = self.document.file.position(key[0])
        text = self.replaced(key[0], key[0], "plantedField: 1\n" + " " * column)
        return Mistake(UnknownField, (*path, "plantedField"), line, text)

    def missing(self, name: str, value: Any, path: Path) -> Iterator[Mistake]:
        """Yield the text without a field that stands on a line of its own."""
        place = self.document.place((*path, name))
        assert place.key is not None
        start, end = self.document.file.position(place.key[0]), place.value[1]
        if isinstance(value, (dict, list)) or self.document.file.position(end)[0] != start[0]:
            return
        offset = self.document.file.offset(start[0], 0)
        after = self.text.find("\n", end) + 1 or len(self.text)
        text = self.replaced(offset, after, "")
        yield Mistake(MissingField, (*path, name), self.line_of(path), text)

    def line_of(self, path: Path) -> int:
        return self.document.file.position(self.document.span(path).start)[0]

    def replaced(self, start: int, end: int, text: str) -> str:
        return self.text[:start] + text + self.text[end:]
