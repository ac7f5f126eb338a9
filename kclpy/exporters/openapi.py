"""OpenAPI: the schemas as components of a description without paths.

Version 3.1 takes JSON Schema as it is; 3.0 has an older dialect, into which it is translated.
"""

from __future__ import annotations

from typing import Any

from kclpy.exporters.jsonschema import Node, definitions_of
from kclpy.exporters.model import Catalog
from kclpy.plan.yaml import to_yaml

VERSIONS = ("3.1", "3.0")


def write(catalog: Catalog, version: str = "3.1") -> str:
    """Return the text of a description of ``catalog`` in YAML."""
    return to_yaml(document(catalog, version)).removesuffix("\n") + "\n"


def document(catalog: Catalog, version: str = "3.1") -> Node:
    """Return the whole description as data; ``version`` is one of `VERSIONS`."""
    schemas: dict[str, Any] = definitions_of(catalog, "#/components/schemas/")
    if version == "3.0":
        schemas = {name: _older(node) for name, node in schemas.items()}
    title = ", ".join(schema.name for schema in catalog.roots)
    return {
        "openapi": "3.1.0" if version == "3.1" else "3.0.3",
        "info": {"title": title, "version": "0.1.0"},
        "paths": {},
        "components": {"schemas": schemas},
    }


def _older(node: Any) -> Any:
    """Return ``node`` in the dialect of OpenAPI 3.0."""
    if not isinstance(node, dict):
        return node
    node = dict(node)
    is_nullable = False
    if "const" in node:
        node["enum"] = [node.pop("const")]
    kinds = node.pop("type", None)
    if isinstance(kinds, list):
        is_nullable = "null" in kinds
        kinds = [kind for kind in kinds if kind != "null"]
        if len(kinds) > 1:
            node["anyOf"] = [{"type": kind} for kind in kinds]
        kinds = kinds[0] if len(kinds) == 1 else None
    if kinds == "null":
        return {**node, "enum": [None], "nullable": True}
    if kinds is not None:
        node = {"type": kinds, **node}
    if "enum" in node and None in node["enum"]:
        is_nullable = True
    for keyword, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if keyword in node:
            _older_bound(node, keyword, limit)
    _older_parts(node)
    if "anyOf" in node:
        others = [part for part in node["anyOf"] if part != {"enum": [None], "nullable": True}]
        is_nullable = is_nullable or len(others) < len(node["anyOf"])
        node["anyOf"] = others
    if is_nullable:
        node["nullable"] = True
    if "$ref" in node and len(node) > 1:  # what stands beside a reference is ignored
        node = {"allOf": [{"$ref": node.pop("$ref")}], **node}
    return node


def _older_bound(node: Node, keyword: str, limit: str) -> None:
    """Write an exclusive bound as a limit that is marked as such."""
    bound = node.pop(keyword)
    other = node.get(limit)
    is_tighter = other is None or (bound <= other if limit == "maximum" else bound >= other)
    if is_tighter:
        node[limit] = bound
        node[keyword] = True


def _older_parts(node: Node) -> None:
    if "properties" in node:
        node["properties"] = {name: _older(part) for name, part in node["properties"].items()}
    for keyword in ("items", "additionalProperties", "not"):
        if keyword in node:
            node[keyword] = _older(node[keyword])
    for keyword in ("anyOf", "allOf"):
        if keyword in node:
            node[keyword] = [_older(part) for part in node[keyword]]
    if node.get("type") == "array":
        node.setdefault("items", {})
