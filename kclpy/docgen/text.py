"""Types as text: as the official engine shows them, and as they are written in KCL."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.syntax.unparse import quoted
from kclpy.types import (
    DictType,
    FunctionType,
    ListType,
    LiteralType,
    NumberMultiplierType,
    SchemaDefinition,
    SchemaType,
    Type,
    UnionType,
)
from kclpy.types.model import NoneType, number_text


def engine_text(type_: Type) -> str:
    """Return a type as the official engine documents it."""
    match type_:
        case FunctionType():
            return "function"
        case NoneType():
            return "any"
        case ListType():
            return f"[{engine_text(type_.item)}]"
        case DictType():
            return f"{{{engine_text(type_.key())}:{engine_text(type_.value())}}}"
        case UnionType():
            return " | ".join(map(engine_text, type_.members))
    return type_.text()


def pieces(type_: Type) -> Iterator[str | SchemaDefinition]:
    """Yield a type as it is written in KCL: texts, and the schemas between them."""
    match type_:
        case SchemaType():
            yield type_.definition
        case LiteralType():
            yield _literal(type_.value)
        case NumberMultiplierType() if type_.suffix:
            yield f"{type_.raw}{type_.suffix}"
        case ListType():
            yield "["
            yield from pieces(type_.item)
            yield "]"
        case DictType():
            yield "{"
            yield from pieces(type_.key())
            yield ":"
            yield from pieces(type_.value())
            yield "}"
        case UnionType():
            yield from _joined(type_.members, " | ")
        case FunctionType():
            yield "("
            yield from _joined(tuple(param.type for param in type_.params), ", ")
            yield ") -> "
            yield from pieces(type_.result)
        case NoneType():
            yield "None"
        case _:
            yield type_.text()


def _joined(types: tuple[Type, ...], separator: str) -> Iterator[str | SchemaDefinition]:
    for at, type_ in enumerate(types):
        if at:
            yield separator
        is_grouped = separator == " | " and isinstance(type_, FunctionType)
        if is_grouped:
            yield "("
        yield from pieces(type_)
        if is_grouped:
            yield ")"


def _literal(value: bool | float | str) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, float):
        text = number_text(value)
        return text if "." in text else f"{text}.0"
    return str(value)
