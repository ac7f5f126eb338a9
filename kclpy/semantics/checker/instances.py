"""Schema expressions ``Name(args) {config}`` (reference, 04 section 6.1)."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics.configs import (
    ArgumentsOfInstance,
    ConfigExpected,
    InvalidSchemaType,
    MissingAttribute,
)
from kclpy.semantics.checker.base import Expected
from kclpy.semantics.checker.calls import Calls, callee_name
from kclpy.semantics.checker.configs import Configs, Entries
from kclpy.semantics.checker.operators import Operators
from kclpy.semantics.unification import entry_key
from kclpy.syntax import nodes
from kclpy.types import (
    ANY,
    AnyType,
    DictType,
    LiteralType,
    NoneType,
    SchemaDefinition,
    SchemaType,
    Type,
)
from kclpy.types.advice import example


class Instances(Configs, Calls, Operators):
    """Checks the making and the modification of instances."""

    def visit_SchemaExpr(self, node: nodes.SchemaExpr) -> Type:
        config = node.config
        if not isinstance(config, nodes.ConfigExpr):
            self.expr(node.name)
            if not isinstance(config, nodes.MissingExpr):
                self.report(ConfigExpected(), config)
            self.expr(config)
            return ANY
        return self.instance(node, [(None, entry) for entry in config.entries])

    def instance(self, node: nodes.SchemaExpr, entries: Entries) -> Type:
        """Return the type of ``node`` if its config had these ``entries``."""
        callee = self.expr(node.name)
        if isinstance(callee, SchemaType):
            return self._instance_of(callee, node, entries)
        if isinstance(callee, DictType):
            config = self._config(node, entries, Expected(callee, None))
            return self.binary(callee, "|", config, node.name)
        if not isinstance(callee, (AnyType, NoneType)):
            self.report(InvalidSchemaType(callee.text()), node.name)
        return ANY

    def _instance_of(self, callee: SchemaType, node: nodes.SchemaExpr, entries: Entries) -> Type:
        schema = callee.definition
        if not callee.is_instance:
            self.require_attributes(schema, node, entries)
        self._config(node, entries, Expected(schema.instance, None))
        if callee.is_instance:
            if node.args or node.keywords:
                self.report(ArgumentsOfInstance(), node.name)
        else:
            name = callee_name(node.name)
            self.arguments(node.args, node.keywords, schema.constructor, name, node.name)
        return schema.instance

    def _config(
        self, node: nodes.SchemaExpr, entries: Entries, expected: Expected | None
    ) -> DictType:
        outer, self.expected = self.expected, expected
        self.note_expected(node.config)
        was_in_instance, self.in_instance = self.in_instance, True
        type_ = self.types[node.config] = self.entries(entries)
        self.in_instance = was_in_instance
        self.expected = outer
        return type_

    def require_attributes(
        self, schema: SchemaDefinition, node: nodes.SchemaExpr, entries: Entries
    ) -> None:
        """Report the attributes that an instance lacks, as far as that is certain."""
        if self.schema is None and not self.is_open:
            for problem in lacking(schema, entries):
                self.report(problem, node.config)


def lacking(schema: SchemaDefinition, entries: Entries) -> Iterator[MissingAttribute]:
    """Yield the attributes that an instance with ``entries`` lacks, as far as that is certain."""
    if not schema.is_plain:
        return
    required = [
        name
        for name, attribute in schema.attributes.items()
        if not (
            attribute.is_optional
            or attribute.has_default
            or isinstance(attribute.type, LiteralType)
        )
    ]
    given = _given(entries) if required else None
    if given is not None:
        for name in required:
            if name not in given:
                attribute = schema.attributes[name]
                type_ = attribute.type
                yield MissingAttribute(
                    name, schema.name, type_.text(), example(type_), attribute.place
                )


def _given(entries: Entries) -> set[str] | None:
    """Return the names that ``entries`` set, None if more cannot be ruled out."""
    given: set[str] = set()
    for _, entry in entries:
        key = entry_key(entry)
        if key is not None:
            given.add(key.partition(".")[0] if not _is_string(entry) else key)
        elif isinstance(entry, nodes.ConfigIfEntry) or not isinstance(
            entry.key, nodes.SubscriptExpr
        ):
            return None
        elif isinstance(entry.key.value, nodes.Name):
            given.add(entry.key.value.id)
    return given


def _is_string(entry: nodes.ConfigEntry | nodes.ConfigIfEntry) -> bool:
    return isinstance(entry, nodes.ConfigEntry) and isinstance(entry.key, nodes.StringLit)
