"""Custom resource definitions: the schemas of the kinds that they define.

Both forms are read, ``apiextensions.k8s.io/v1`` and the older ``v1beta1``. A definition is held
to the schema of definitions first; one with mistakes defines its kinds, but no schemas of them.
The rules written in CEL (``x-kubernetes-validations``) are not evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kclpy.diagnostics import Diagnostic, Problem
from kclpy.diagnostics.manifests import BadDefinition, NoDefinition
from kclpy.runtime.values import Value
from kclpy.vet.documents import DataError, Document
from kclpy.vet.kubernetes.manifests import Manifest, manifests_in
from kclpy.vet.kubernetes.releases import OBJECT_META, Release, Schema
from kclpy.vet.kubernetes.shapes import Shape, Shapes
from kclpy.vet.kubernetes.validation import violations
from kclpy.vet.places import Path
from kclpy_stdlib.regex_search import Regex
from kclpy_stdlib.regex_syntax import InvalidPattern

KIND: Final = "CustomResourceDefinition"

_STABLE = "apiextensions.k8s.io/v1"
_BETA = "apiextensions.k8s.io/v1beta1"
_SCHEMA = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps"
_TEXT: Schema = {"type": "string"}
_TYPES = ("array", "boolean", "integer", "number", "object", "string")
_PRESERVE = "x-kubernetes-preserve-unknown-fields"
_INT_OR_STRING = "x-kubernetes-int-or-string"
_EMBEDDED = "x-kubernetes-embedded-resource"


@dataclass(eq=False)
class Definitions:
    """What definitions say: the shapes of kinds, named as in ``example.com/v1/App``.

    ``shapes`` holds None for a kind whose definition has mistakes. ``served`` are the versions
    of each kind, by group and kind.
    """

    shapes: dict[str, Shape | None] = field(default_factory=dict)
    served: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    mistakes: list[Diagnostic] = field(default_factory=list)


def read_definitions(
    sources: Sequence[tuple[str, Sequence[Document]]], release: Release
) -> Definitions:
    """Return what the documents of each named source define; other manifests do not count.

    Raises `DataError` for a source without definitions.
    """
    found = Definitions()
    reader = _Reader(found, release)
    for path, documents in sources:
        manifests = [one for one in manifests_in(documents) if one.kind == KIND]
        if not manifests:
            raise DataError(Diagnostic(NoDefinition(path)))
        for manifest in manifests:
            reader.read(manifest)
    return found


class _Reader:
    def __init__(self, found: Definitions, release: Release) -> None:
        self.found = found
        self.release = release
        self.shapes = Shapes(release.definitions)

    def read(self, manifest: Manifest) -> None:
        """Add what one definition says, and its mistakes."""
        mistakes = list(self._mistakes(manifest))
        self.found.mistakes += [manifest.diagnostic(*one) for one in mistakes]
        spec = _mapping(manifest.value, "spec")
        group, kind = spec.get("group"), _mapping(spec, "names").get("kind")
        if not isinstance(group, str) or not isinstance(kind, str):
            return
        is_open = manifest.api_version == _BETA and spec.get("preserveUnknownFields", True)
        shapes = self.shapes.opened() if is_open else self.shapes
        for version, path in _versions(manifest.value):
            schema = _at(manifest.value, path)
            name = f"{group}/{version}"
            is_usable = not mistakes and isinstance(schema, dict)
            self.found.shapes[f"{name}/{kind}"] = (
                shapes.of(_resource(schema)) if is_usable else None
            )
            self.found.served.setdefault((group, kind), []).append(name)

    def _mistakes(self, manifest: Manifest) -> Iterator[tuple[Path, Problem]]:
        """Yield what is wrong with a definition, with the paths within it."""
        if manifest.api_version not in (_STABLE, _BETA):
            yield ("apiVersion",), BadDefinition(f"a {KIND} is of {_STABLE}")
            return
        definition = self.release.kinds[f"{_STABLE}/{KIND}"]
        if manifest.api_version == _STABLE:
            yield from violations(manifest.value, self.shapes.named(definition))
        for version, path in _versions(manifest.value):
            schema = _at(manifest.value, path)
            if isinstance(schema, dict):
                is_beta = manifest.api_version == _BETA
                if is_beta:  # no release has the schema of such a definition as a whole
                    yield from violations(schema, self.shapes.named(_SCHEMA), path)
                yield from self._schema(schema, path, is_beta)
            elif manifest.api_version == _STABLE:
                yield path[:3], BadDefinition(f"version '{version}' has no schema")

    def _schema(self, schema: Schema, path: Path, is_free: bool) -> Iterator[tuple[Path, Problem]]:
        """Yield what is wrong with a schema; one that ``is_free`` needs no types."""
        kind = schema.get("type")
        is_any = schema.get(_PRESERVE) or schema.get(_INT_OR_STRING)
        if kind is None and not (is_free or is_any):
            yield path, BadDefinition("the schema has no type")
        elif kind is not None and kind not in _TYPES:
            yield (*path, "type"), BadDefinition(f"'{kind}' is no type of a schema")
        pattern = schema.get("pattern")
        if isinstance(pattern, str):
            try:
                Regex(pattern)
            except InvalidPattern as error:
                yield (*path, "pattern"), BadDefinition(f"the pattern is invalid: {error}")
        for step, inner, is_unchecked in _parts(schema):
            whole = (*path, *step)
            if is_unchecked:
                yield from violations(inner, self.shapes.named(_SCHEMA), whole)
            is_restriction = step[0] in ("allOf", "anyOf", "oneOf", "not")
            yield from self._schema(inner, whole, is_free or is_restriction)


def _parts(schema: Schema) -> Iterator[tuple[Path, Schema, bool]]:
    """Yield the schemas within a schema, and whether the schema of schemas leaves them open."""
    for name, inner in _mapping(schema, "properties").items():
        if isinstance(inner, dict):
            yield ("properties", name), inner, False
    for key in ("items", "additionalProperties", "not"):
        if isinstance(schema.get(key), dict):
            yield (key,), schema[key], key == "additionalProperties"
    for key in ("allOf", "anyOf", "oneOf"):
        parts = schema.get(key)
        for number, inner in enumerate(parts if isinstance(parts, list) else ()):
            if isinstance(inner, dict):
                yield (key, number), inner, False


def _versions(definition: Value) -> Iterator[tuple[str, Path]]:
    """Yield the served versions, each with the path of its schema."""
    spec = _mapping(definition, "spec")
    versions = spec.get("versions")
    for number, version in enumerate(versions if isinstance(versions, list) else ()):
        if not isinstance(version, dict) or not isinstance(version.get("name"), str):
            continue
        if version.get("served", True):
            own = ("spec", "versions", number, "schema", "openAPIV3Schema")
            common = ("spec", "validation", "openAPIV3Schema")
            path = own if _at(definition, own) or not _at(definition, common) else common
            yield version["name"], path
    if not versions and isinstance(spec.get("version"), str):
        yield spec["version"], ("spec", "validation", "openAPIV3Schema")


def _resource(schema: Schema) -> Schema:
    """Return the schema of a whole resource: with metadata, as the server has it."""
    fields = {name: _embedded(inner) for name, inner in (schema.get("properties") or {}).items()}
    given = {key: value for key, value in fields.pop("metadata", {}).items() if key != "type"}
    metadata = {"$ref": OBJECT_META, **({"allOf": [given]} if given else {})}
    fields |= {"apiVersion": _TEXT, "kind": _TEXT, "metadata": metadata}
    return {**schema, "type": "object", "properties": fields}


def _embedded(schema: Schema) -> Schema:
    """Return a schema whose embedded resources are whole resources."""
    made = dict(schema)
    for key in ("items", "additionalProperties"):
        if isinstance(made.get(key), dict):
            made[key] = _embedded(made[key])
    if "properties" in made:
        made["properties"] = {name: _embedded(one) for name, one in made["properties"].items()}
    if made.get(_EMBEDDED):
        made = _resource(made)
        made["required"] = list(dict.fromkeys((*made.get("required", ()), "apiVersion", "kind")))
    return made


def _mapping(value: Value, key: str) -> dict[str, Any]:
    """Return the mapping that a mapping has under a key, an empty one if there is none."""
    inner = value.get(key) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def _at(value: Value, path: Path) -> Any:
    """Return the value at a path, None if there is none."""
    for step in path:
        is_there = isinstance(value, dict) if isinstance(step, str) else isinstance(value, list)
        if not is_there or (isinstance(value, dict) and step not in value):
            return None
        value = value[step]
    return value
