"""What the members of a value are expected to be, by its type."""

from __future__ import annotations

from kclpy.types import DictType, ListType, SchemaType, Type, UnionType


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
