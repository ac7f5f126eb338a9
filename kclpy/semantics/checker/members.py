"""The members that are expected of a config (reference, 04 section 6).

What a key means depends on the type of the place that the config is written for: a schema
has attributes, a dict values, a union what any of its members has.
"""

from __future__ import annotations

from collections.abc import Collection

from kclpy.diagnostics import Label
from kclpy.diagnostics.configs import UnknownMember
from kclpy.semantics.checker.attributes import attribute_names
from kclpy.semantics.checker.base import CheckerBase, Expected, expected_of
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.types import (
    AnyType,
    Attribute,
    DictType,
    ListType,
    SchemaDefinition,
    SchemaType,
    Type,
    UnionType,
    sup,
)


class Members(CheckerBase):
    """Compares the keys and values of configs with the expected type."""

    def expect_member(self, name: str | None) -> Expected | None:
        """Expect what the member ``name`` of the expected type is, and return it.

        A name that is not known is None.
        """
        if self.expected is None:
            return None
        found = self._member_of(name)
        self.expected = None if found is None else expected_of(found.type, found.place)
        return found

    def expect_item(self) -> None:
        """Expect what an item of the expected list is."""
        expected = self.expected
        self.expected = None
        if expected is not None and isinstance(expected.type, ListType):
            self.expected = expected_of(expected.type.item, expected.place)

    def _member_of(self, name: str | None) -> Expected | None:
        """Return what is expected of the member ``name``, and where that was declared."""
        expected = self.expected
        if expected is None:
            return None
        type_, place = expected
        if isinstance(type_, DictType):
            return Expected(type_.value(), place)
        if isinstance(type_, ListType):
            return Expected(type_.item, place)
        if isinstance(type_, SchemaType):
            attribute = None if name is None else type_.definition.attribute(name)
            if attribute is not None:
                return Expected(attribute.type, attribute.place)
            signature = type_.definition.index_signature
            return None if signature is None else Expected(signature.value, place)
        if isinstance(type_, UnionType):
            return self._member_of_union(type_, name, place)
        return None

    def _member_of_union(
        self, union: UnionType, name: str | None, place: Span | None
    ) -> Expected | None:
        types: list[Type] = []
        for member in union.members:
            if isinstance(member, DictType):
                types.append(member.value())
            elif isinstance(member, SchemaType) and name is not None:
                found = _attribute_or_signature(member.definition, name)
                if found is not None:
                    types.append(found)
        return Expected(sup(types), place) if types else None

    def check_value(
        self, member: Expected | None, value: Type, span: Span, given: Span | None = None
    ) -> None:
        """Report if ``value`` does not fit the expected member."""
        if member is not None and not isinstance(member.type, AnyType):
            self.must_fit(value, member.type, span, member.place, given)

    def check_defined(self, name: str, node: nodes.Node) -> None:
        """Report if the expected schema has no member ``name``."""
        if self.expected is not None and name:
            self.check_member(name, self.expected.type, self.span(node), None)

    def check_member(self, name: str, type_: Type, span: Span, given: Span | None) -> None:
        problem = self._unknown_member(name, type_)
        if problem is not None:
            labels = () if given is None else (config_label(given),)
            self.diagnostics.report(problem, span, *labels)

    def check_unpacked(self, type_: Type, span: Span) -> None:
        """Check the attributes of a value that is unpacked where something is expected."""
        if self.expected is None:
            return
        if isinstance(type_, DictType):
            self._check_unpacked_dict(type_, span)
        elif isinstance(type_, SchemaType):
            for schema in type_.definition.chain():
                for name, attribute in schema.attributes.items():
                    self._check_unpacked_member(name, attribute.type, attribute.place, span)

    def _check_unpacked_dict(self, type_: DictType, span: Span) -> None:
        places = type_.places()
        for name, value in type_.attributes().items():
            self._check_unpacked_member(name, value, places[name], span)

    def _check_unpacked_member(self, name: str, value: Type, given: Span, span: Span) -> None:
        outer = self.expected
        assert outer is not None
        self.check_member(name, outer.type, span, given)
        self.check_value(self._member_of(name), value, span, given)
        if isinstance(value, DictType):
            self.expect_member(name)
            if self.expected is not None:
                self._check_unpacked_dict(value, span)
            self.expected = outer

    def _unknown_member(self, name: str, type_: Type) -> UnknownMember | None:
        """Return what is wrong with setting ``name`` in a value of ``type_``, if anything is."""
        if isinstance(type_, SchemaType):
            schema = type_.definition
            if _accepts(schema, name):
                return None
            return self._unknown(name, f"schema '{schema.name}'", [schema])
        if isinstance(type_, UnionType):
            schemas = []
            for member in type_.members:
                if isinstance(member, SchemaType):
                    schemas.append(member.definition)
                elif isinstance(member, DictType):
                    return None
            return self._unknown_in_all(name, schemas)
        return None

    def _unknown_in_all(self, name: str, schemas: list[SchemaDefinition]) -> UnknownMember | None:
        if not schemas or any(_has(schema, name) for schema in schemas):
            return None
        if len(schemas) == 1:
            target = f"'schema {schemas[0].name}'"
        else:
            listed = ", ".join([f'"{schema.name}"' for schema in schemas])
            target = f"'schemas [{listed}]'"
        return self._unknown(name, target, schemas)

    def _unknown(self, name: str, target: str, schemas: list[SchemaDefinition]) -> UnknownMember:
        """Return the mistake; other than the proposal its advice knows of the bases."""
        declared = tuple((schema.name, schema.place) for schema in schemas)
        if self.patience <= 0:
            return UnknownMember(name, target, (), (), declared)
        names = dict.fromkeys(n for schema in schemas for s in schema.chain() for n in s.attributes)
        similar = [one for schema in schemas for one in self.similar(name, _settable(schema))]
        return UnknownMember(name, target, tuple(similar), tuple(names), declared)


def config_label(given: Span) -> Label:
    """Return the label that says where an attribute comes from."""
    return Label(given, "config attribute is defined here")


def _attribute_or_signature(schema: SchemaDefinition, name: str) -> Type | None:
    attribute: Attribute | None = schema.attribute(name)
    if attribute is not None:
        return attribute.type
    return None if schema.index_signature is None else schema.index_signature.value


def _settable(schema: SchemaDefinition) -> Collection[str]:
    """Return the names that a misspelled member may stand for."""
    signature = schema.index_signature
    return attribute_names(schema) if signature is None else signature.legal_keys()


def _accepts(schema: SchemaDefinition, name: str) -> bool:
    """Return whether a config may set ``name`` in an instance of ``schema``."""
    signature = schema.index_signature
    if signature is not None and not signature.any_other and not schema.is_mixin:
        keys = signature.legal_keys()
        if keys:  # whatever the schema declares beside them
            return name in keys
    return _has(schema, name)


def _has(schema: SchemaDefinition, name: str) -> bool:
    return (
        schema.is_mixin or schema.index_signature is not None or schema.attribute(name) is not None
    )
