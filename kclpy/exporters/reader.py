"""From a checked program to the schemas that are to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kclpy.diagnostics.suggestion import did_you_mean
from kclpy.exporters.checks import Checks, mentioned_schemas, translate
from kclpy.exporters.defaults import constant, default_of
from kclpy.exporters.model import Attribute, Catalog, Limits, Schema
from kclpy.semantics.checker import Types
from kclpy.semantics.checker.suggestions import suggest
from kclpy.semantics.docstrings import Documentation, documentation
from kclpy.semantics.program import MAIN, Program
from kclpy.syntax import nodes
from kclpy.types import Attribute as Declared
from kclpy.types import SchemaDefinition


class UnknownSchema(LookupError):
    """A schema was asked for that the program does not declare."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        hint = did_you_mean(suggest(name, names))
        super().__init__(f"schema '{name}' not found{hint}")
        self.name = name


def read_catalog(
    program: Program, types: Types, names: Sequence[str] = (), source: str = ""
) -> Catalog:
    """Return the schemas of the main package that have one of ``names``; of none, all.

    Mixins and protocols are not among all, as they have no instances of their own. Raise
    `UnknownSchema` for a name that is not there.
    """
    return _Reader(program, types).catalog(names, source)


@dataclass(frozen=True, slots=True)
class _Declaration:
    node: nodes.SchemaStmt
    module: nodes.Module


class _Reader:
    def __init__(self, program: Program, types: Types) -> None:
        self.main: dict[str, SchemaDefinition] = {}
        self.declarations: dict[SchemaDefinition, _Declaration] = {}
        self.documentation: dict[SchemaDefinition, Documentation] = {}
        self.schemas: dict[SchemaDefinition, Schema] = {}
        for path, package in types.packages.items():
            modules = {m.file.path: m for m in program.packages[path].modules}
            for node, definition in package.schemas.items():
                if isinstance(node, nodes.SchemaStmt):
                    module = modules[package.homes[node].path]
                    self.declarations[definition] = _Declaration(node, module)
                    if path == MAIN:
                        self.main[definition.name] = definition

    def catalog(self, names: Sequence[str], source: str) -> Catalog:
        """Return the schemas with ``names`` and what they refer to."""
        for name in names:
            if name not in self.main:
                raise UnknownSchema(name, self.main)
        wanted = [self.main[name] for name in dict.fromkeys(names)] or [
            definition
            for definition in self.main.values()
            if not definition.is_mixin and not definition.is_protocol
        ]
        waiting = list(wanted)
        while waiting:
            definition = waiting.pop(0)
            if definition not in self.schemas:
                self.schemas[definition] = self._schema(definition)
                waiting += _references(self.schemas[definition])
        for schema in self.schemas.values():
            base = schema.definition.base
            schema.base = None if base is None else self.schemas[base]
        _name_apart(self.schemas)
        return Catalog(source, tuple(self.schemas[one] for one in wanted), self.schemas)

    def _schema(self, definition: SchemaDefinition) -> Schema:
        declaration = self.declarations[definition]
        parts = list(_parts(definition))
        checks = self._checks(definition, parts)
        index = definition.index_signature
        return Schema(
            definition.name,
            definition,
            documentation=self._documentation(definition).summary,
            attributes=self._attributes(definition, parts, checks),
            others=None if index is None else index.value,
            rules=checks.rules,
            deprecation=deprecation_of(declaration.node.decorators)[0],
        )

    def _documentation(self, definition: SchemaDefinition) -> Documentation:
        found = self.documentation.get(definition)
        if found is None:
            text = self.declarations[definition].node.docstring
            found = Documentation() if text is None else documentation(text.value)
            self.documentation[definition] = found
        return found

    def _checks(self, definition: SchemaDefinition, parts: Sequence[SchemaDefinition]) -> Checks:
        """Return what the checks of all parts come to.

        Those of a schema with a named key are about each key, so they say nothing for sure.
        """
        checks = [
            (check, self.declarations[part].module)
            for part in parts
            for check in self.declarations[part].node.checks
        ]
        index = definition.index_signature
        is_per_key = index is not None and index.key_name is not None
        declared = {} if is_per_key else _declared(definition)
        return translate(checks, {name: one.type for name, one in declared.items()})

    def _attributes(
        self, definition: SchemaDefinition, parts: Sequence[SchemaDefinition], checks: Checks
    ) -> Mapping[str, Attribute]:
        body = [statement for part in parts for statement in self.declarations[part].node.body]
        nodes_of = {s.name: s for s in body if isinstance(s, nodes.SchemaAttr)}
        descriptions: dict[str, str] = {}
        for part in parts:
            descriptions.update(self._documentation(part).attributes)
        attributes = {}
        for name, declared in _declared(definition).items():
            default = default_of(name, declared.type, body)
            if default is not None and default.is_constant and default.value is None:
                default = default if declared.is_optional else None
            node = nodes_of.get(name)
            attributes[name] = Attribute(
                name,
                declared.type,
                declared.is_optional,
                default,
                descriptions.get(name, ""),
                checks.limits.get(name, Limits()),
                name in checks.needed,
                *((None, False) if node is None else deprecation_of(node.decorators)),
            )
        return attributes


def _declared(definition: SchemaDefinition) -> Mapping[str, Declared]:
    """Return the attributes of an instance, those of bases first, each as declared last."""
    found: dict[str, Declared] = {}
    for one in reversed(definition.chain()):
        found.update(one.attributes)
    return found


def _parts(definition: SchemaDefinition) -> Iterator[SchemaDefinition]:
    """Yield the schemas whose bodies make an instance, in the order of their evaluation."""
    if definition.base is not None:
        yield from _parts(definition.base)
    yield definition
    for mixin in definition.mixins:
        yield from _parts(mixin)


def _references(schema: Schema) -> list[SchemaDefinition]:
    """Return the schemas that a schema refers to, its base first."""
    types = [attribute.type for attribute in schema.attributes.values()]
    if schema.others is not None:
        types.append(schema.others)
    found = [type_.definition for one in types for type_ in mentioned_schemas(one)]
    base = schema.definition.base
    return found if base is None else [base, *found]


def _name_apart(schemas: Mapping[SchemaDefinition, Schema]) -> None:
    """Give schemas of the same name different ones: the package goes before those imported."""
    taken: set[str] = set()
    for definition, schema in schemas.items():
        name = definition.name
        if name in taken:
            package = definition.package.rpartition(".")[2]
            name = f"{package[:1].upper()}{package[1:]}{name}"
        number = 2
        unique = name
        while unique in taken:
            unique = f"{name}{number}"
            number += 1
        taken.add(unique)
        schema.name = unique


def deprecation_of(decorators: Sequence[nodes.Decorator]) -> tuple[str | None, bool]:
    """Return what ``@deprecated`` says, None if it is not there, and whether use is an error."""
    for decorator in decorators:
        names = nodes.dotted_name(decorator.name)
        if names is None or names[0].id != "deprecated":
            continue
        given = dict(zip(("version", "reason", "strict"), decorator.args, strict=False))
        given.update({keyword.arg.id: keyword.value for keyword in decorator.keywords})
        said = {name: constant(value) for name, value in given.items()}
        version, reason = (
            text if isinstance(text := said.get(name), str) else ""
            for name in ("version", "reason")
        )
        words = [f"Deprecated since {version}" if version else "Deprecated", reason]
        return ": ".join(filter(None, words)), said.get("strict", True) is not False
    return None, False
