"""Samples of a schema: values that fit it, as full as a budget allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Schema = dict[str, Any]

# One of these matches most patterns.
_TEXTS = (
    "a", "a1", "A", "1", "10s", "1h", "1m0s", "0.1", "100m", "a/b", "/a", "a.b", "a=b", "Aa",
    "http://a.b", "https://a.b", "https://a.b/c", "10.0.0.1", "10.0.0.0/8", "sha256:" + "a" * 64,
    "a" * 64, "*.a.b", "1Gi", "ab", "aa:bb", "a.b/c", "v1", "1%", "a-1-a", "abcde", "12345678",
    "GET", "200", "AND", "HTTP", "REGULAR", "@daily", "* * * * *", "-", "1.0.0", "",
)  # fmt: skip
_FORMATS = {
    "byte": "YQ==",
    "date-time": "2020-02-02T00:00:00Z",
    "ipv4": "10.0.0.1",
    "ipv6": "::1",
    "quantity": "1Gi",
}
_LOGIC = ("allOf", "anyOf", "oneOf", "not")
_DEEPEST = 9
_IGNORED = "(?i)"
_EMBEDDED = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}


class NoSample(Exception):
    """Nothing is found that fits a schema."""


class Sampler:
    """Makes samples of schemas that may refer to ``definitions``, of about ``budget`` values."""

    def __init__(self, definitions: Mapping[str, Schema], budget: int = 120) -> None:
        self.definitions = definitions
        self.left = budget

    def resolved(self, schema: Schema) -> Schema:
        """Return a schema without a reference at its top."""
        while "$ref" in schema:
            own = {key: value for key, value in schema.items() if key != "$ref"}
            schema = {**self.definitions[schema["$ref"]], **own}
        return schema

    def sample(self, schema: Schema, depth: int = 0) -> Any:
        """Return a value that fits; raise `NoSample` if none is found."""
        schema = self.resolved(schema)
        self.left -= 1
        if depth > _DEEPEST:
            raise NoSample
        if "enum" in schema:
            return schema["enum"][-1]
        if schema.get("x-kubernetes-int-or-string"):
            return _text(schema) if "pattern" in schema or "format" in schema else 1
        if schema.get("x-kubernetes-embedded-resource"):
            return _EMBEDDED
        kind = schema.get("type")
        if kind == "object" or "properties" in schema:
            return self._mapping(schema, depth)
        if kind == "array":
            return self._list(schema, depth)
        if kind == "string":
            return _text(schema)
        if kind == "boolean":
            return True
        if kind in ("integer", "number"):
            return _number(schema)
        return {"anything": [1, "x"]}

    def _mapping(self, schema: Schema, depth: int) -> dict[str, Any]:
        fields = schema.get("properties", {})
        required = [*schema.get("required", ()), *_wanted(schema)]
        made = {name: self.sample(fields[name], depth + 1) for name in required if name in fields}
        if not any(key in schema for key in _LOGIC):
            for name, inner in fields.items():
                if name not in made and self.left > 0:
                    try:
                        made[name] = self.sample(inner, depth + 1)
                    except NoSample:
                        continue
        extra = schema.get("additionalProperties")
        if isinstance(extra, dict):
            names = ["key", "other"][: schema.get("maxProperties", 2)]
            made |= {name: self.sample(extra, depth + 1) for name in names}
        return made

    def _list(self, schema: Schema, depth: int) -> list[Any]:
        one = self.sample(schema["items"], depth + 1)
        return [one] * max(1, schema.get("minItems", 1))


def _wanted(schema: Schema) -> Iterator[str]:
    """Yield the fields that the first alternatives want."""
    for key in ("oneOf", "anyOf"):
        for part in schema.get(key, ())[:1]:
            yield from part.get("required", ())
            yield from _wanted(part)
    for part in schema.get("allOf", ()):
        yield from part.get("required", ())
        yield from _wanted(part)


def matches(pattern: str, text: str) -> bool:
    """Tell whether a pattern matches, in which a flag may stand behind the start."""
    flags = re.IGNORECASE if _IGNORED in pattern else 0
    return re.search(pattern.replace(_IGNORED, ""), text, flags) is not None


def _text(schema: Schema) -> str:
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]
    least, most = schema.get("minLength", 0), schema.get("maxLength", 10**6)
    pattern = schema.get("pattern", "")
    for text in (*_TEXTS, "a" * least):
        if least <= len(text) <= most and matches(pattern, text):
            return text
    raise NoSample


def _number(schema: Schema) -> int:
    low = schema.get("minimum", 1) + bool(schema.get("exclusiveMinimum"))
    return int(max(low, min(1, schema.get("maximum", 1))))
