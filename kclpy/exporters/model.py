"""Schemas as the writers of all formats see them.

A `Schema` is flat: its attributes are those of its bases and mixins too, in the order of the
output, each as it is in the end. A format that knows inheritance writes what differs from the
base. Types are the checker's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kclpy.types import (
    DictType,
    ListType,
    SchemaDefinition,
    SchemaType,
    Type,
    UnionType,
    same,
)

Number = int | float


@dataclass(frozen=True, slots=True)
class Limits:
    """What the checks of a schema say of one attribute alone.

    Lengths are as KCL counts them, a text in UTF-8 bytes. ``choices`` are the values that
    are allowed. ``patterns`` are found in a text, each somewhere.
    """

    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None
    multiple_of: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    patterns: tuple[str, ...] = ()
    choices: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Default:
    """What an attribute is when nothing is given: a ``value``, or what ``text`` computes."""

    is_constant: bool
    value: Any = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute.

    ``is_needed`` tells that a check fails as long as it has no value. ``deprecation`` is what is
    said of one that is out of use; ``is_refused`` tells that giving it is an error.
    """

    name: str
    type: Type
    is_optional: bool = False
    default: Default | None = None
    description: str = ""
    limits: Limits = Limits()
    is_needed: bool = False
    deprecation: str | None = None
    is_refused: bool = False

    @property
    def is_required(self) -> bool:
        """Whether data must have it."""
        return self.default is None and (self.is_needed or not self.is_optional)

    @property
    def accepts_none(self) -> bool:
        """Whether None may be given for it."""
        return self.is_optional and not self.is_needed

    def resembles(self, other: Attribute) -> bool:
        """Return whether both mean the same."""
        return same(self.type, other.type) and replace(self, type=other.type) == other


@dataclass(frozen=True, slots=True)
class Rule:
    """A check that is more than a limit: its condition as written, and its message."""

    condition: str
    message: str = ""


@dataclass(slots=True, eq=False)
class Schema:
    """A schema; ``name`` is unique among all that are written together.

    ``others`` is the type of the values under keys that are no attributes, None if there may
    be none.
    """

    name: str
    definition: SchemaDefinition
    documentation: str = ""
    base: Schema | None = None
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    others: Type | None = None
    rules: tuple[Rule, ...] = ()
    deprecation: str | None = None


@dataclass(slots=True, eq=False)
class Catalog:
    """Schemas that are written together; ``roots`` are those that were asked for.

    ``schemas`` holds them and all that they refer to, by definition. ``source`` says where
    they come from.
    """

    source: str
    roots: tuple[Schema, ...]
    schemas: Mapping[SchemaDefinition, Schema]

    def __iter__(self) -> Iterator[Schema]:
        return iter(self.schemas.values())

    def of(self, type_: SchemaType) -> Schema:
        """Return the schema that ``type_`` stands for."""
        return self.schemas[type_.definition]


def parts_of(type_: Type) -> Iterator[Type]:
    """Yield ``type_`` and all types within it, schemas not entered."""
    yield type_
    inner: tuple[Type, ...] = ()
    if isinstance(type_, ListType):
        inner = (type_.item,)
    elif isinstance(type_, DictType):
        inner = (type_.key(), type_.value())
    elif isinstance(type_, UnionType):
        inner = type_.members
    for part in inner:
        yield from parts_of(part)


def description_of(attribute: Attribute) -> str:
    """Return what is to be said of an attribute beside its type."""
    texts = [attribute.description]
    if attribute.deprecation is not None:
        texts.append(f"{attribute.deprecation}.")
    default = attribute.default
    if default is not None and not default.is_constant and default.text:
        texts.append(f"Computed by default: {default.text}")
    return "\n".join(filter(None, texts))


def remarks_of(schema: Schema) -> str:
    """Return the documentation of a schema with the checks that no type can express."""
    if not schema.rules:
        return schema.documentation
    lines = [schema.documentation, ""] if schema.documentation else []
    lines.append("KCL also checks:")
    for rule in schema.rules:
        lines.append(f"* {rule.condition}" + (f": {rule.message}" if rule.message else ""))
    return "\n".join(lines)
