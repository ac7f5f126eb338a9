"""Whether a value may be put into a place of a declared type (reference, 04 section 2.1).

Beyond the subtyping rules a dict goes into a schema, as it is converted at run time. What is
known of its attributes is compared then, and reported in addition.
"""

from __future__ import annotations

from kclpy.semantics.checker.base import CheckerBase
from kclpy.source import Span
from kclpy.types import (
    BasicType,
    DictType,
    ListType,
    LiteralType,
    SchemaDefinition,
    SchemaType,
    Type,
    UnionType,
    assignable,
    widen,
)


class Assignability(CheckerBase):
    """Compares types of values with types of places."""

    def fits(self, type_: Type, expected: Type, span: Span) -> bool:
        if type_ is expected:
            return assignable(type_, expected)
        if isinstance(type_, ListType) and isinstance(expected, ListType):
            return self.fits(type_.item, expected.item, span)
        if isinstance(type_, DictType):
            if isinstance(expected, DictType):
                return self.fits(type_.key(), expected.key(), span) and self.fits(
                    type_.value(), expected.value(), span
                )
            if isinstance(expected, SchemaType):
                self._compare_attributes(type_, expected.definition, span)
                return True
        if isinstance(type_, UnionType):
            for member in type_.members:
                if not self.fits(member, expected, span):
                    return False
            return True
        if isinstance(expected, UnionType):
            if type(type_) is LiteralType or type(type_) is BasicType:
                return assignable(type_, expected)
            for member in expected.members:
                if self.fits(type_, member, span):
                    return True
            return False
        return assignable(type_, expected)

    def _compare_attributes(self, type_: DictType, schema: SchemaDefinition, span: Span) -> None:
        """Report the attributes of a dict that do not fit those of ``schema``.

        Without an index signature only a dict with one key is looked at.
        """
        signature = schema.index_signature
        if signature is None:
            key = type_.only_key()
            if isinstance(key, LiteralType):
                name = str(key.value)
                value = type_.attributes().get(name) or type_.value()
                self._compare_attribute(name, value, schema, span)
            return
        places = type_.places()
        for name, value in type_.attributes().items():
            if not self._compare_attribute(name, value, schema, span):
                self.must_fit(value, signature.value, places.get(name, span))

    def _compare_attribute(
        self, name: str, value: Type, schema: SchemaDefinition, span: Span
    ) -> bool:
        """Report if ``value`` does not fit an attribute; return whether there is such one."""
        attribute = schema.attribute(name)
        if attribute is None:
            return False
        self.must_fit(widen(value), attribute.type, span, attribute.place)
        return True
