"""Snippets: what is written where a value of a type is to be filled in."""

from __future__ import annotations

from kclpy.ide.completion.items import escaped
from kclpy.syntax.unparse import quoted
from kclpy.types import DictType, ListType, LiteralType, SchemaType, Type, UnionType


def placeholder(type_: Type, number: int = 1) -> str:
    """Return a snippet for a value of ``type_``; ``number`` is that of the place to fill in."""
    choices = literal_texts(type_)
    if len(choices) > 1:
        listed = ",".join(text.replace("\\", "\\\\").replace(",", "\\,") for text in choices)
        return f"${{{number}|{listed}|}}"
    if choices:
        return escaped(choices[0])
    if isinstance(type_, ListType):
        return f"[${number}]"
    if isinstance(type_, (DictType, SchemaType)):
        return f"{{${number}}}"
    if type_.word == "str":
        return f'"${number}"'
    return f"${number}"


def literal_texts(type_: Type) -> list[str]:
    """Return the values that a type has, as they are written; none if there are too many."""
    if isinstance(type_, LiteralType):
        value = type_.value
        return [quoted(value) if isinstance(value, str) else str(value)]
    if type_.word == "bool":
        return ["True", "False"]
    if isinstance(type_, UnionType):
        found = [literal_texts(member) for member in type_.members]
        return [text for texts in found for text in texts] if all(found) else []
    return []
