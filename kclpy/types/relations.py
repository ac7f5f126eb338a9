"""Which type goes into which (reference, 04 section 2)."""

from __future__ import annotations

from kclpy.types.model import (
    AnyType,
    BasicType,
    DictType,
    FunctionType,
    ListType,
    LiteralType,
    ModuleType,
    NoneType,
    NumberMultiplierType,
    Type,
    UnionType,
    VoidType,
)
from kclpy.types.schemas import SchemaType


def same(one: Type, other: Type) -> bool:
    """Return whether two types have the same structure."""
    return one is other or one.fingerprint() == other.fingerprint()


def assignable(type_: Type, expected: Type) -> bool:
    """Return whether a value of ``type_`` may be assigned where ``expected`` is declared."""
    kind = type(type_)
    return kind is not ModuleType and kind is not VoidType and subsume(type_, expected, True)


def subsume(type_: Type, expected: Type, left_any: bool = False) -> bool:
    """Return whether ``type_`` is a subtype of ``expected``.

    The rules are tried in the order of the table in the reference. ``left_any`` says whether
    ``any`` goes into every type; it holds outermost and in lists and dicts, not in unions.
    There are loops instead of ``any(…)``, as types may nest deeper than the C stack allows.
    """
    left, right = type(type_), type(expected)
    if right is AnyType or left is NoneType or (left is AnyType and left_any):
        return True
    if isinstance(type_, UnionType):
        if not same(type_, expected):
            for member in type_.members:
                if not subsume(member, expected):
                    return False
        return True
    if isinstance(expected, UnionType):
        if type_.fingerprint() in expected.fingerprints():
            return True
        is_scalar = left is LiteralType or (left is BasicType and type_.word != "str")
        for member in expected.open_members() if is_scalar else expected.members:
            if subsume(type_, member):
                return True
        return False
    if isinstance(type_, SchemaType):
        return isinstance(expected, SchemaType) and _is_derived(type_, expected)
    if type_.word == "int" and expected.word == "float":
        return True
    if isinstance(type_, NumberMultiplierType):
        return isinstance(expected, NumberMultiplierType) and (
            not expected.suffix or (type_.raw == expected.raw and type_.suffix == expected.suffix)
        )
    if isinstance(type_, LiteralType):
        return _literal_subsumes(type_, expected)
    if left is BasicType:
        if right is BasicType:
            return type_ is expected or type_.word == expected.word
        return right is LiteralType and type_.word == "str" and expected.word == "str"
    return _structure_subsumes(type_, expected, left_any)


def _literal_subsumes(type_: LiteralType, expected: Type) -> bool:
    if type(expected) is LiteralType:
        return type_.word == expected.word and type_.value == expected.value
    if type(expected) is not BasicType:
        return False
    return expected.word == type_.word or (expected.word == "float" and type_.word != "str")


def _structure_subsumes(type_: Type, expected: Type, left_any: bool) -> bool:
    if isinstance(type_, ListType) and isinstance(expected, ListType):
        return subsume(type_.item, expected.item, left_any)
    if isinstance(type_, DictType) and isinstance(expected, DictType):
        return subsume(type_.key(), expected.key(), left_any) and subsume(
            type_.value(), expected.value(), left_any
        )
    if isinstance(type_, FunctionType) and isinstance(expected, FunctionType):
        return _function_subsumes(type_, expected, left_any)
    return type_.word == expected.word and same(type_, expected)


def _function_subsumes(type_: FunctionType, expected: FunctionType, left_any: bool) -> bool:
    if len(type_.params) != len(expected.params):
        return False
    for given, wanted in zip(type_.params, expected.params, strict=True):
        if not subsume(wanted.type, given.type, left_any):
            return False
    return subsume(type_.result, expected.result, left_any)


def _is_derived(type_: SchemaType, expected: SchemaType) -> bool:
    wanted = expected.definition
    if type_.definition is wanted:
        return True
    for schema in type_.definition.chain():
        if schema is wanted or (schema.name == wanted.name and schema.package == wanted.package):
            return True
    return False
