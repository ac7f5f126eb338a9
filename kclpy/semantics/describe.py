"""Descriptions of the schemas of a program: what documentation and generators ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kclpy.semantics.checker import Types
from kclpy.semantics.checker.base import PackageTypes
from kclpy.semantics.docstrings import Documentation, documentation_of
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.types import ANY, SchemaDefinition, Type


@dataclass(frozen=True, eq=False)
class AttributeInfo:
    """An attribute that a schema declares itself.

    ``default`` is the text of its value as it is written, None if it has none; ``doc`` is what
    the docstring of the schema says about it.
    """

    name: str
    type: Type
    is_optional: bool
    default: str | None
    doc: str
    decorators: tuple[nodes.Decorator, ...]
    node: nodes.SchemaAttr


@dataclass(frozen=True, eq=False)
class SchemaInfo:
    """A schema, mixin, protocol or rule.

    ``definition`` knows its types, bases and mixins; ``attributes`` are those that it declares
    itself with a type, in their order. ``package`` is "" for the main package.
    """

    definition: SchemaDefinition
    node: nodes.SchemaStmt | nodes.RuleStmt
    file: SourceFile
    package: str

    @property
    def name(self) -> str:
        """The name, without its package."""
        return self.definition.name

    @cached_property
    def doc(self) -> Documentation:
        """What the docstring says."""
        return documentation_of(self.node.docstring, self.file)

    @property
    def decorators(self) -> list[nodes.Decorator]:
        """The decorators of the schema."""
        return self.node.decorators

    @cached_property
    def attributes(self) -> Mapping[str, AttributeInfo]:
        """The attributes that are declared in the body, by their first declarations."""
        body = self.node.body if isinstance(self.node, nodes.SchemaStmt) else ()
        attributes = {}
        for statement in body:
            if isinstance(statement, nodes.SchemaAttr) and statement.name not in attributes:
                attributes[statement.name] = self._attribute(statement)
        return attributes

    def _attribute(self, node: nodes.SchemaAttr) -> AttributeInfo:
        found = self.definition.attributes.get(node.name)
        value = node.value
        return AttributeInfo(
            name=node.name,
            type=ANY if found is None else found.type,
            is_optional=node.is_optional,
            default=None if value is None else self.file.text[value.start : value.end],
            doc=self.doc.text_of(node.name),
            decorators=tuple(node.decorators),
            node=node,
        )


def describe(types: Types) -> dict[SchemaDefinition, SchemaInfo]:
    """Return the descriptions of all schemas of a checked program, imported ones first."""
    return {info.definition: info for package in types.packages.values() for info in _of(package)}


def _of(package: PackageTypes) -> Iterator[SchemaInfo]:
    for node, definition in package.schemas.items():
        yield SchemaInfo(definition, node, package.homes[node], package.path)
