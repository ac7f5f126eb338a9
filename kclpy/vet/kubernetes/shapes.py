"""Schemas as validation wants them: one `Shape` for each, made when it is first asked for.

The schemas are those of `generate` and the structural ones of custom resource definitions.
A mapping takes the fields that its schema lists and no others, unless it says so. The parts of
``allOf``, ``anyOf``, ``oneOf`` and ``not`` restrict values, and list no fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from kclpy_stdlib.regex_search import Regex
from kclpy_stdlib.regex_syntax import InvalidPattern

Schema: TypeAlias = dict[str, Any]

INT_OR_STRING: Final = "int-or-string"
QUANTITY: Final = "quantity"

_PRESERVE = "x-kubernetes-preserve-unknown-fields"
_FORMS = ("allOf", "anyOf", "not", "oneOf")
_LIMITS = (
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maximum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minimum",
    "minItems",
    "minLength",
    "minProperties",
    "multipleOf",
)


class Shape:
    """A schema, ready to validate with.

    ``kind`` is a type of JSON Schema, `INT_OR_STRING`, or None for any value. ``fields`` are the
    schemas of the fields. A mapping that is not ``is_closed`` has other fields too; ``others`` is
    their shape, None if they may be anything.
    """

    __slots__ = (
        "_made",
        "_shapes",
        "all_of",
        "allowed",
        "any_of",
        "fields",
        "format",
        "has_default",
        "has_forms",
        "is_closed",
        "is_nullable",
        "is_set",
        "item",
        "keys",
        "kind",
        "limits",
        "negated",
        "one_of",
        "others",
        "pattern",
        "required",
        "schema",
    )

    def __init__(self, schema: Schema, shapes: Shapes) -> None:
        self._shapes = shapes
        self._made: dict[str, Shape] = {}
        self.schema = schema
        get = schema.get
        self.kind: str | None = INT_OR_STRING if get("x-kubernetes-int-or-string") else get("type")
        self.format: str | None = get("format")
        self.fields: Mapping[str, Schema] = get("properties") or {}
        self.required: tuple[str, ...] = tuple(get("required") or ())
        self.is_nullable = bool(get("nullable"))
        self.has_default = "default" in schema
        self.allowed: list[Any] | None = get("enum")
        self.limits = {name: schema[name] for name in _LIMITS if name in schema}
        self.is_set = get("x-kubernetes-list-type") == "set" or bool(get("uniqueItems"))
        is_map = get("x-kubernetes-list-type") == "map"
        self.keys: tuple[str, ...] = tuple(get("x-kubernetes-list-map-keys") or ()) * is_map
        self.pattern = _regex(get("pattern"))
        items = get("items")
        self.item = shapes.lazy(items) if isinstance(items, dict) else None
        extra = get("additionalProperties")
        self.others = shapes.lazy(extra) if isinstance(extra, dict) else None
        is_mapping = self.kind == "object" or bool(self.fields)
        self.is_closed = is_mapping and not (shapes.is_open or get(_PRESERVE) or extra)
        opened = shapes.opened()
        self.all_of = [opened.lazy(part) for part in get("allOf") or ()]
        self.any_of = [opened.lazy(part) for part in get("anyOf") or ()]
        self.one_of = [opened.lazy(part) for part in get("oneOf") or ()]
        self.negated = opened.lazy(schema["not"]) if isinstance(get("not"), dict) else None

        self.has_forms = any(name in schema for name in _FORMS)

    def field(self, name: str) -> Shape | None:
        """Return the shape of a field, None for one that is not listed."""
        shape = self._made.get(name)
        if shape is None and name in self.fields:
            shape = self._made[name] = self._shapes.of(self.fields[name])
        return shape

    def default(self, name: str) -> Any:
        """Return what a field is where it is left out."""
        return self.fields.get(name, {}).get("default")


class Lazy:
    """A shape that is made when it is first asked for, because schemas may contain themselves."""

    __slots__ = ("_schema", "_shape", "_shapes")

    def __init__(self, schema: Schema, shapes: Shapes) -> None:
        self._schema = schema
        self._shapes = shapes
        self._shape: Shape | None = None

    @property
    def shape(self) -> Shape:
        """The shape itself."""
        if self._shape is None:
            self._shape = self._shapes.of(self._schema)
        return self._shape


class Shapes:
    """Makes shapes of schemas that refer to ``definitions``, one for each definition."""

    def __init__(self, definitions: Mapping[str, Schema], is_open: bool = False) -> None:
        self.definitions = definitions
        self.is_open = is_open
        self._named: dict[str, Shape] = {}
        self._opened: Shapes | None = None

    def opened(self) -> Shapes:
        """Return what makes the shapes of parts that list no fields."""
        if self.is_open:
            return self
        if self._opened is None:
            self._opened = Shapes(self.definitions, True)
        return self._opened

    def lazy(self, schema: Schema) -> Lazy:
        """Return what will be the shape of a schema."""
        return Lazy(schema, self)

    def of(self, schema: Schema) -> Shape:
        """Return the shape of a schema; what stands beside a reference overrules its target."""
        name = schema.get("$ref")
        if name is None:
            return Shape(schema, self)
        if len(schema) == 1:
            return self.named(name)
        own = {key: value for key, value in schema.items() if key != "$ref"}
        return Shape({**self.definitions[name], **own}, self)

    def named(self, name: str) -> Shape:
        """Return the shape of a definition."""
        shape = self._named.get(name)
        if shape is None:
            shape = self._named[name] = self.of(self.definitions[name])
        return shape


def _regex(pattern: str | None) -> Regex | None:
    """Return a pattern ready to match; one without meaning matches everything."""
    try:
        return None if pattern is None else Regex(pattern)
    except InvalidPattern:
        return None
