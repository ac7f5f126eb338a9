"""Schemas as the writers of all formats see them: with what they inherit, and with their texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kclpy.semantics.docstrings import Documentation, Section
from kclpy.semantics.program import MAIN
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes
from kclpy.types import SchemaDefinition, Type


@dataclass(frozen=True, slots=True)
class AttributeDoc:
    """An attribute of a schema.

    ``default`` is the text of the value that it has when nothing is given, "" without one;
    ``decimal_default`` is the same with plain decimal numbers. ``lines`` are what the
    docstring of the schema ``home`` says of the attribute that it declares, in Markdown;
    ``inherited`` is what a base says of it.
    """

    name: str
    type: Type
    home: SchemaDefinition
    place: Span
    is_optional: bool = False
    default: str = ""
    decimal_default: str = ""
    lines: tuple[str, ...] = ()
    inherited: str = ""
    deprecation: str | None = None

    @property
    def description(self) -> str:
        """What the docstring says of the attribute."""
        return "\n".join(self.lines).strip("\n")

    @property
    def remark(self) -> str:
        """What is known about the attribute, from wherever."""
        return self.description or self.inherited


@dataclass(frozen=True, slots=True)
class CheckDoc:
    """A line of a ``check`` block: the condition as written, and the message."""

    condition: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A program in a docstring.

    ``line`` is the 1-based line of ``file`` on which ``text`` begins and ``column`` how far
    each of its lines is indented there. One that ``is_run`` is KCL and must work.
    """

    text: str
    file: SourceFile
    line: int
    column: int
    is_run: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class SchemaDoc:
    """A schema, mixin, protocol or rule; ``kind`` is the word it is declared with.

    ``attributes`` are all that an instance has, its own first, then those of mixins and bases.
    """

    name: str
    kind: str
    package: str
    definition: SchemaDefinition
    node: nodes.SchemaStmt | nodes.RuleStmt
    file: SourceFile
    documentation: Documentation
    attributes: tuple[AttributeDoc, ...] = ()
    checks: tuple[CheckDoc, ...] = ()
    examples: tuple[Example, ...] = ()
    parameters: tuple[str, ...] = ()
    deprecation: str | None = None

    @property
    def line(self) -> int:
        """The line of the file on which the schema is declared."""
        return self.file.position(self.node.name.start)[0]

    @property
    def remarks(self) -> tuple[Section, ...]:
        """The sections of the docstring that are prose."""
        return tuple(one for one in self.documentation.sections if one.is_prose)

    @property
    def own(self) -> tuple[AttributeDoc, ...]:
        """The attributes that the schema declares itself."""
        return tuple(one for one in self.attributes if one.home is self.definition)

    @property
    def borrowed(self) -> tuple[AttributeDoc, ...]:
        """The attributes that come from mixins and bases."""
        return tuple(one for one in self.attributes if one.home is not self.definition)


@dataclass(frozen=True, slots=True)
class PackageDoc:
    """A package with its schemas, in the order of the text; ``documentation`` is Markdown."""

    path: str
    schemas: tuple[SchemaDoc, ...]
    documentation: str = ""
    files: tuple[str, ...] = ()

    @property
    def is_main(self) -> bool:
        """Whether it is the package that was asked for."""
        return self.path == MAIN


@dataclass(frozen=True)
class Library:
    """All that is documented together; ``root`` is the directory that paths are relative to."""

    title: str
    root: str
    packages: tuple[PackageDoc, ...]
    _found: Mapping[tuple[str, str], SchemaDoc] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found = {(schema.file.path, schema.name): schema for schema in self}
        object.__setattr__(self, "_found", found)

    def __iter__(self) -> Iterator[SchemaDoc]:
        for package in self.packages:
            yield from package.schemas

    def of(self, definition: SchemaDefinition) -> SchemaDoc | None:
        """Return the documentation of a schema, None if it has none here.

        A package that is imported by its own files is there twice; both are the same.
        """
        return self._found.get((definition.place.file.path, definition.name))

    @cached_property
    def by_name(self) -> Mapping[str, SchemaDoc]:
        """The schemas by the names that prose gives them: full ones, and plain ones of one only."""
        plain: dict[str, list[SchemaDoc]] = {}
        names: dict[str, SchemaDoc] = {}
        for schema in self:
            plain.setdefault(schema.name, []).append(schema)
            names[f"{schema.package}.{schema.name}"] = schema
        return names | {name: one[0] for name, one in plain.items() if len(one) == 1}

    @cached_property
    def derived(self) -> Mapping[SchemaDoc, tuple[SchemaDoc, ...]]:
        """The schemas that have a schema as their base or mixin."""
        found: dict[SchemaDoc, list[SchemaDoc]] = {}
        for schema in self:
            bases = (schema.definition.base, *schema.definition.mixins)
            for base in dict.fromkeys(one for one in bases if one is not None):
                if (known := self.of(base)) is not None:
                    found.setdefault(known, []).append(schema)
        return {base: tuple(schemas) for base, schemas in found.items()}
