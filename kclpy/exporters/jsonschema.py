"""JSON Schema, draft 2020-12.

A value that the text accepts is one that KCL accepts, as far as types and limits tell; checks
that are more stand in the descriptions. None passes wherever KCL lets it pass: for optional
attributes, and within lists and dicts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kclpy.exporters.model import (
    Attribute,
    Catalog,
    Limits,
    Schema,
    description_of,
    remarks_of,
)
from kclpy.plan.json import to_json
from kclpy.runtime.values import MULTIPLIERS
from kclpy.types import (
    AnyType,
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

Node = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_WORDS = {"bool": "boolean", "int": "integer", "float": "number", "str": "string"}


def write(catalog: Catalog) -> str:
    """Return the text of the schemas in ``catalog``; it accepts an instance of any root."""
    return to_json(document(catalog), indent=2) + "\n"


def document(catalog: Catalog) -> Node:
    """Return the whole document as data."""
    definitions = definitions_of(catalog, "#/$defs/")
    roots = [{"$ref": f"#/$defs/{schema.name}"} for schema in catalog.roots]
    title = ", ".join(schema.name for schema in catalog.roots)
    head: Node = {"$schema": DIALECT, "title": title}
    head.update(roots[0] if len(roots) == 1 else {"anyOf": roots} if roots else {})
    return {**head, "$defs": definitions}


def definitions_of(catalog: Catalog, prefix: str) -> dict[str, Node]:
    """Return all schemas by name; references to them start with ``prefix``."""
    writer = _Writer(catalog, prefix)
    return {schema.name: writer.schema(schema) for schema in catalog}


class _Writer:
    def __init__(self, catalog: Catalog, prefix: str) -> None:
        self.catalog = catalog
        self.prefix = prefix

    def schema(self, schema: Schema) -> Node:
        attributes = schema.attributes.values()
        node: Node = {"type": "object"}
        remarks = remarks_of(schema)
        if remarks:
            node["description"] = remarks
        if schema.deprecation is not None:
            node["deprecated"] = True
        node["properties"] = {one.name: self.attribute(one) for one in attributes}
        required = [one.name for one in attributes if one.is_required]
        if required:
            node["required"] = required
        others = schema.others
        node["additionalProperties"] = False if others is None else self.inner(others)
        return node

    def attribute(self, attribute: Attribute) -> Node:
        node = _limited(self.type(attribute.type), attribute.limits)
        if attribute.is_refused:
            node = {"not": {}}
        elif attribute.accepts_none:
            node = _or_null(node)
        elif not node:
            node = {"not": {"type": "null"}}
        description = description_of(attribute)
        if description:
            node["description"] = description
        if attribute.deprecation is not None:
            node["deprecated"] = True
        if attribute.default is not None and attribute.default.is_constant:
            node["default"] = attribute.default.value
        return node

    def inner(self, type_: Type) -> Node | bool:
        """Return what is allowed within a list or dict."""
        return _or_null(self.type(type_)) or True

    def type(self, type_: Type) -> Node:
        """Return what values of ``type_`` are allowed; None is left to the caller."""
        match type_:
            case AnyType():
                return {}
            case LiteralType():
                return {"const": type_.value}
            case BasicType():
                return {"type": _WORDS[type_.word]}
            case NumberMultiplierType():
                if type_.suffix:
                    return {"const": f"{type_.raw}{type_.suffix}"}
                return {"type": "string", "pattern": f"^[0-9]+({'|'.join(MULTIPLIERS)})$"}
            case ListType():
                items = self.inner(type_.item)
                return {"type": "array"} if items is True else {"type": "array", "items": items}
            case DictType():
                return {"type": "object", "additionalProperties": self.inner(type_.value())}
            case UnionType():
                return self.union(type_)
            case SchemaType():
                return {"$ref": self.prefix + self.catalog.of(type_).name}
            case FunctionType():
                return {"not": {}, "description": "A function, which no data can be."}
        return {}

    def union(self, type_: UnionType) -> Node:
        """Return the alternatives; values become one enumeration, plain types one list."""
        members = [self.type(member) for member in type_.members]
        if {} in members:
            return {}
        values = [member["const"] for member in members if "const" in member]
        plain = list(dict.fromkeys(m["type"] for m in members if m.keys() == {"type"}))
        if "integer" in plain and "number" in plain:
            plain.remove("integer")
        rest = [m for m in members if "const" not in m and m.keys() != {"type"}]
        found = [{"enum": values}] if len(values) > 1 else [{"const": v} for v in values]
        if plain:
            found.append({"type": plain[0] if len(plain) == 1 else plain})
        found += [member for at, member in enumerate(rest) if member not in rest[:at]]
        return found[0] if len(found) == 1 else {"anyOf": found}


def _or_null(node: Node) -> Node:
    """Return what ``node`` allows, and null."""
    if not node:
        return {}
    node = dict(node)
    if "const" in node:
        node["enum"] = [node.pop("const")]
    if "enum" in node:
        node["enum"] = [*node["enum"], None]
    if "type" in node:
        kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
        node["type"] = [*kinds, "null"]
        return node
    if "enum" in node:
        return node
    if "anyOf" in node:
        return {**node, "anyOf": [*node["anyOf"], {"type": "null"}]}
    return {"type": "null"} if "not" in node else {"anyOf": [node, {"type": "null"}]}


_KEYWORDS: Mapping[str, str] = {
    "at_least": "minimum",
    "above": "exclusiveMinimum",
    "at_most": "maximum",
    "below": "exclusiveMaximum",
    "multiple_of": "multipleOf",
}
_LENGTHS: Mapping[str, tuple[str, str]] = {
    "string": ("minLength", "maxLength"),
    "array": ("minItems", "maxItems"),
    "object": ("minProperties", "maxProperties"),
}


def _limited(node: Node, limits: Limits) -> Node:
    """Return ``node`` with the keywords for ``limits``."""
    node = dict(node)
    for name, keyword in _KEYWORDS.items():
        if (value := getattr(limits, name)) is not None:
            node[keyword] = value
    shortest, longest = _LENGTHS.get(str(node.get("type")), _LENGTHS["string"])
    if limits.min_length:
        node[shortest] = limits.min_length
    if limits.max_length is not None:
        node[longest] = limits.max_length
    if limits.patterns:
        node["pattern"] = limits.patterns[0]
        if len(limits.patterns) > 1:
            node["allOf"] = [{"pattern": pattern} for pattern in limits.patterns[1:]]
    if limits.choices is not None:
        node.pop("type", None)
        known = node.pop("enum", None) or ([node.pop("const")] if "const" in node else None)
        node["enum"] = [c for c in limits.choices if known is None or c in known]
    return node
