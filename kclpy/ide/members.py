"""What the members of a value are expected to be, by its type."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.types import DictType, ListType, SchemaDefinition, SchemaType, Type, UnionType


def member_type(type_: Type, name: str) -> Type | None:
    """Return the type of the member ``name`` of a value of ``type_``, None if nobody knows.

    Of a union it is that of the first member that has one.
    """
    if isinstance(type_, SchemaType):
        attribute = type_.definition.attribute(name)
        if attribute is not None:
            return attribute.type
        signature = type_.definition.index_signature
        return None if signature is None else signature.value
    if isinstance(type_, DictType):
        return type_.attributes().get(name) or type_.value()
    if isinstance(type_, ListType):
        return type_.item
    if isinstance(type_, UnionType):
        found = (member_type(one, name) for one in type_.members)
        return next((one for one in found if one is not None), None)
    return None


def item_type(type_: Type | None) -> Type | None:
    """Return the type of what stands in a list of ``type_``, None if nobody knows.

    Of a union it is that of the first member that is a list.
    """
    if isinstance(type_, ListType):
        return type_.item
    if isinstance(type_, UnionType):
        items = (item_type(member) for member in type_.members)
        return next((one for one in items if one is not None), None)
    return None


def schemas_of(type_: Type) -> Iterator[SchemaDefinition]:
    """Yield the schemas that a value of ``type_`` may be an instance of."""
    members = getattr(type_, "members", (type_,))
    for member in members:
        if isinstance(member, SchemaType):
            yield member.definition
