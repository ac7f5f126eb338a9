"""Schemas as messages of protocol buffers, in the layout of the official engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kclpy.docgen.markdown import engine_description, engine_summary
from kclpy.docgen.model import AttributeDoc, Library, SchemaDoc
from kclpy.types import (
    BasicType,
    DictType,
    FunctionType,
    ListType,
    LiteralType,
    NumberMultiplierType,
    SchemaType,
    Type,
    UnionType,
)

_VALUE = "google.protobuf.Value"
_BASIC = {"str": "string", "int": "int64", "float": "double", "bool": "bool"}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class NotInProto(Exception):
    """A type has no counterpart; the text names the field."""


def write_proto(library: Library, package: str = "") -> str:
    """Return one message for each schema; raise `NotInProto` if a type cannot be written."""
    names = _names(library)
    body = [line for schema in library for line in _message(schema, names)]
    head = ['syntax = "proto3";', ""]
    if package:
        head += [f"package {package};", ""]
    if any(_VALUE in line for line in body):
        head += ['import "google/protobuf/struct.proto";', ""]
    return "\n".join([*head, *body]) + "\n"


def _names(library: Library) -> dict[tuple[str, str], str]:
    """Return the names of messages; where several schemas have one name, the package tells."""
    names = {}
    for schema in library:
        is_alone = schema.name in library.by_name
        name = schema.name if is_alone else f"{schema.name}_{schema.package.replace('.', '_')}"
        names[schema.file.path, schema.name] = name
    return names


def _message(schema: SchemaDoc, names: dict[tuple[str, str], str]) -> Iterator[str]:
    summary = engine_summary(schema)
    if summary:
        yield f"// {summary}"
    yield f"message {names[schema.file.path, schema.name]} {{"
    for line in _fields(schema, names):
        yield f"    {line}"
    yield from ("}", "")


def _fields(schema: SchemaDoc, names: dict[tuple[str, str], str]) -> Iterator[str]:
    taken: set[str] = set()
    number = 0
    for attribute in sorted(schema.attributes, key=lambda one: one.name):
        name = _field_name(attribute.name, taken)
        if isinstance(attribute.type, FunctionType):
            yield f"// skipped function field {name}"
            continue
        number += 1
        description = engine_description(attribute)
        if description:
            yield from (f"// {line}" for line in description.split("\n"))
        yield f"{_Field(attribute, names).type()} {name} = {number};"
    signature = schema.definition.index_signature
    if signature is not None:
        value = signature.value
        text = "any" if isinstance(value, UnionType) else value.text()
        yield f"// index signature: map<string, {text}>"


def _field_name(name: str, taken: set[str]) -> str:
    """Return a name in lower case with underscores that no other field has."""
    wanted = re.sub(r"[^A-Za-z0-9_]", "_", _HUMP.sub("_", name)).lower()
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}_{number}"
    taken.add(found)
    return found


class _Field:
    def __init__(self, attribute: AttributeDoc, names: dict[tuple[str, str], str]) -> None:
        self.attribute = attribute
        self.names = names

    def type(self) -> str:
        name, type_ = self.attribute.name, self.attribute.type
        if isinstance(type_, ListType):
            if word := _collection(type_.item):
                raise NotInProto(
                    f'list field "{name}" has item type "{word}" '
                    "that proto cannot express as a repeated element"
                )
            return f"repeated {self.scalar(type_.item)}"
        if isinstance(type_, DictType):
            return f"map<string, {self.value_of(type_)}>"
        return self.scalar(type_)

    def value_of(self, type_: DictType) -> str:
        name, key = self.attribute.name, type_.key()
        if not (isinstance(key, BasicType) and key.word == "str"):
            word = "union" if isinstance(key, UnionType) else key.text()
            raise NotInProto(
                f'dict field "{name}" has non-string key type "{word}"; '
                "proto map keys must be strings"
            )
        if word := _collection(type_.value()):
            raise NotInProto(
                f'dict field "{name}" has value type "{word}" '
                "that proto cannot express as a map value"
            )
        return self.scalar(type_.value())

    def scalar(self, type_: Type) -> str:
        if isinstance(type_, BasicType):
            return _BASIC[type_.word]
        if isinstance(type_, SchemaType):
            place = type_.definition.place.file.path
            return self.names.get((place, type_.definition.name), type_.definition.name)
        if isinstance(type_, LiteralType | NumberMultiplierType | FunctionType):
            word = "function" if isinstance(type_, FunctionType) else type_.text()
            raise NotInProto(
                f'unsupported KCL type "{word}" for proto field "{self.attribute.name}"'
            )
        return _VALUE


def _collection(type_: Type) -> str:
    if isinstance(type_, ListType):
        return "list"
    return "dict" if isinstance(type_, DictType) else ""
