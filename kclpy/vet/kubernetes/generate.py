"""Makes the schemas of the releases: ``python -m kclpy.vet.kubernetes.generate``.

They come from the package ``kubernetes-validate``, which holds the published JSON schemas. What
validation does not need is left out: descriptions, merge strategies, the names of types. What
was added there for optional fields, that any value may be null, is taken back; `validation`
says what null means. A test compares the files with what this makes.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from kclpy.vet.kubernetes.facts import ALLOWED, DEFAULTS
from kclpy.vet.kubernetes.releases import DATA, INDEX

_FOLDER = re.compile(r"v(\d+\.\d+)\.\d+-local")
_QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity"
_INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString"
_JSON_SCHEMA = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps"
_KEPT = frozenset(
    {
        "$ref",
        "additionalProperties",
        "enum",
        "format",
        "items",
        "properties",
        "required",
        "type",
        "x-kubernetes-list-map-keys",
        "x-kubernetes-list-type",
    }
)

Schema = dict[str, Any]


def main() -> None:
    """Write the files."""
    DATA.mkdir(exist_ok=True)
    for name, content in made_files().items():
        (DATA / name).write_bytes(content)


def made_files() -> dict[str, bytes]:
    """Return the content of all files by name; it is the same for the same package."""
    made = {}
    index: dict[str, list[str]] = {}
    for release, definitions in _published():
        content = _release(definitions)
        for what in content["kinds"]:
            index.setdefault(what, []).append(release)
        made[f"{release}.json.gz"] = _packed(content)
    made[INDEX] = _packed(index)
    return made


def _packed(content: object) -> bytes:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)


def _published() -> Iterator[tuple[str, Schema]]:
    """Yield the releases with their definitions, oldest first."""
    folder = files("kubernetes_validate") / "kubernetes-json-schema"
    found = {}
    for path in folder.iterdir():
        match = _FOLDER.fullmatch(path.name)
        if match is not None:
            found[match[1]] = path / "_definitions.json"
    for release in sorted(found, key=lambda name: tuple(map(int, name.split(".")))):
        yield release, json.loads(found[release].read_text("utf-8"))["$defs"]


def _release(published: Schema) -> Schema:
    """Return the definitions of a release, and by API version and kind where each kind is."""
    definitions = {}
    kinds = {}
    for name, schema in published.items():
        definitions[name] = _definition(name, schema)
        named = schema.get("x-kubernetes-group-version-kind", ())
        if len(named) != 1:  # what accompanies requests is of all groups
            continue
        (one,) = named
        version = f"{one['group']}/{one['version']}" if one["group"] else one["version"]
        kinds[f"{version}/{one['kind']}"] = name
    return {"definitions": definitions, "kinds": kinds}


def _definition(name: str, schema: Schema) -> Schema:
    if name == _QUANTITY:
        return {"format": "quantity", "x-kubernetes-int-or-string": True}
    if name == _INT_OR_STRING:
        return {"x-kubernetes-int-or-string": True}
    if name == f"{_JSON_SCHEMA}OrArray":
        return {"$ref": _JSON_SCHEMA}  # structural schemas have no lists of them
    made = _schema(schema)
    for field, inner in made.get("properties", {}).items():
        allowed = ALLOWED.get((name, field))
        if allowed is not None:
            target = inner.get("items", inner)
            target["enum"] = list(allowed)
        default = DEFAULTS.get((name, field))
        if default is not None:
            inner["default"] = default
    return made


def _schema(schema: Schema) -> Schema:
    """Return the part of a schema that validation needs."""
    made = {key: _part(key, value) for key, value in schema.items() if key in _KEPT}
    if made.get("type") == "object" and not made.keys() & {"properties", "additionalProperties"}:
        made["x-kubernetes-preserve-unknown-fields"] = True
    return made


def _part(key: str, value: Any) -> Any:
    if key == "type" and isinstance(value, list):
        (kept,) = (one for one in value if one != "null")
        return kept
    if key == "properties":
        return {name: _schema(inner) for name, inner in value.items()}
    if key in ("items", "additionalProperties") and isinstance(value, dict):
        return _schema(value)
    if key == "$ref":
        return value.removeprefix("#/$defs/")
    return value


if __name__ == "__main__":
    main()
