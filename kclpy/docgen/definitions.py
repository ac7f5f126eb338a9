"""OpenAPI and JSON Schema, in the layout of the official engine (reference, 07 section 8).

They document: literals have no type there, and a default that is no JSON is given as its text.
What checks data is written by the exporters.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from kclpy.docgen.markdown import engine_description, engine_summary
from kclpy.docgen.model import AttributeDoc, Library, SchemaDoc
from kclpy.plan.json import to_json
from kclpy.types import (
    BasicType,
    DictType,
    FunctionType,
    ListType,
    NumberMultiplierType,
    SchemaDefinition,
    SchemaType,
    Type,
    UnionType,
)

Node = dict[str, Any]

_BASIC: dict[str, Node] = {
    "bool": {"type": "boolean"},
    "int": {"format": "int64", "type": "integer"},
    "float": {"format": "double", "type": "number"},
    "str": {"type": "string"},
}


def write_openapi(library: Library) -> str:
    """Return a description in Swagger 2.0 that has definitions and no paths."""
    schemas = _Writer(library, "#/definitions/", "x-oneOf").schemas()
    return _described(library, {"definitions": schemas, "swagger": "2.0"})


def write_openapi_3(library: Library) -> str:
    """Return a description in OpenAPI 3.0 that has components and no paths."""
    schemas = _Writer(library, "#/components/schemas/", "oneOf").schemas()
    return _described(library, {"components": {"schemas": schemas}, "openapi": "3.0.0"})


def _described(library: Library, document: Node) -> str:
    packages = library.packages
    title = packages[0].path if len(packages) == 1 else "KCL Schemas"
    info = {"title": title, "version": "1.0.0"}
    return to_json(_sorted({**document, "info": info}), indent=2)


def write_json_schema(library: Library) -> str:
    """Return the schemas by name; references are names."""
    return to_json(_sorted(_Writer(library, "", "oneOf").schemas()), indent=2)


@dataclass(frozen=True, slots=True)
class _Writer:
    library: Library
    prefix: str  # of references
    one_of: str  # what says that a value is of one of several types

    def schemas(self) -> Node:
        return {self.name(schema.definition): self.schema(schema) for schema in self.library}

    def name(self, definition: SchemaDefinition) -> str:
        """Return the name of a schema; where several have the same, the package tells which."""
        schema = self.library.of(definition)
        if schema is None or schema.name in self.library.by_name:
            return definition.name
        return f"{schema.name}_{schema.package.replace('.', '_')}"

    def schema(self, schema: SchemaDoc) -> Node:
        node: Node = {"type": "object"}
        if summary := engine_summary(schema):
            node["description"] = summary
        properties = {
            one.name: self.attribute(one)
            for one in schema.attributes
            if not isinstance(one.type, FunctionType)
        }
        if properties:
            node["properties"] = properties
        required = [one.name for one in schema.attributes if not one.is_optional]
        if required:
            node["required"] = required
        base = schema.definition.base
        return node if base is None else {"allOf": [self.reference(base), node]}

    def attribute(self, attribute: AttributeDoc) -> Node:
        node = self.type(attribute.type)
        if isinstance(attribute.type, SchemaType):
            node.pop("description", None)  # it is that of the schema
        if description := engine_description(attribute):
            node["description"] = description
        if attribute.decimal_default:
            node["default"] = _value(attribute.decimal_default)
        return node

    def reference(self, definition: SchemaDefinition) -> Node:
        return {"$ref": f"{self.prefix}{self.name(definition)}"}

    def type(self, type_: Type) -> Node:
        match type_:
            case BasicType():
                return dict(_BASIC[type_.word])
            case NumberMultiplierType() if not type_.suffix:
                return dict(_BASIC["float"])
            case ListType():
                return {"items": self.type(type_.item), "type": "array"}
            case DictType():
                return {"additionalProperties": self.type(type_.value()), "type": "object"}
            case UnionType():
                return {self.one_of: [self.type(member) for member in type_.members]}
            case SchemaType():
                return self.described(type_.definition)
        return {}

    def described(self, definition: SchemaDefinition) -> Node:
        node = self.reference(definition)
        schema = self.library.of(definition)
        if schema is not None and (summary := engine_summary(schema)):
            node["description"] = summary
        return node


def _value(text: str) -> Any:
    """Return the value of a default that is JSON, else its text."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text


def _refuse(word: str) -> Any:
    raise ValueError(word)


def _sorted(node: Any) -> Any:
    """Return ``node`` with the keys of all objects in their order."""
    if isinstance(node, dict):
        return {key: _sorted(node[key]) for key in sorted(node)}
    if isinstance(node, list):
        return [_sorted(item) for item in node]
    return node
