"""The names that emitted code may use, and nothing else.

A package's code runs in a namespace whose builtins are this table: what is not in it cannot
be reached from a KCL program. The code generator imports the runtime only through here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kclpy.builtins.declare import MISSING
from kclpy.runtime import access, convert, frames, functions, lazy, merge, operators, schemas
from kclpy.runtime.errors import EvaluationError, fail, operations
from kclpy.runtime.text import to_text
from kclpy.runtime.values import (
    INSERT,
    NO_OPS,
    OVERRIDE,
    UNION,
    Config,
    Function,
    NumberMultiplier,
    Undefined,
    Value,
)

INT_MIN, INT_MAX = operators.INT_MIN, operators.INT_MAX
wrap = operators.wrap
negate = operators.negate


def wrap_literal(value: int | float) -> int | float:
    """Return the value of a number literal: an int is cut to 64 bits."""
    return operators.wrap(value) if isinstance(value, int) else value


def assert_failed(message: Value) -> EvaluationError:
    """Return the error of an ``assert`` that does not hold."""
    return fail(operations.AssertionFailed("" if message is Undefined else to_text(message)))


def deprecation(args: tuple[Any, ...], kwargs: dict[str, Any]) -> schemas.Deprecation:
    """Return what ``@deprecated`` says."""
    return schemas.Deprecation(*args, **kwargs)


def alias_of(converter: convert.Converter) -> Value:
    """Return what the name of a type alias holds: the schema, or the converter of the type."""
    return converter.schema if isinstance(converter, convert.InstanceOf) else converter


def slot(text: str, value: Value) -> convert.Converter:
    """Return the converter of a type that another package declares."""
    if isinstance(value, schemas.Schema):
        return convert.InstanceOf(text, value)
    return value if isinstance(value, convert.Converter) else convert.ANY


_OPERATORS = (
    "add subtract multiply divide floor_divide modulo power shift_left shift_right bit_and "
    "bit_xor negate plus invert equal not_equal less less_equal greater greater_equal contains "
    "not_contains iterate iterate_pairs subscript slice_of text_of too_large too_large_difference"
).split()

NAMES: Final[Mapping[str, Any]] = {
    **{name: getattr(operators, name) for name in _OPERATORS},
    "ANY": convert.ANY,
    "Attribute": schemas.Attribute,
    "BOOL": convert.BOOL,
    "Config": Config,
    "DictOf": convert.DictOf,
    "FLOAT": convert.FLOAT,
    "FUNCTION": convert.FUNCTION,
    "Function": Function,
    "INT": convert.INT,
    "IndexSignature": schemas.IndexSignature,
    "InstanceOf": convert.InstanceOf,
    "ListOf": convert.ListOf,
    "Literal": convert.Literal,
    "MISSING": MISSING,
    "MULTIPLIER": convert.MULTIPLIER,
    "NO_KEYWORDS": {},
    "NumberMultiplier": NumberMultiplier,
    "OVERRIDE": OVERRIDE,
    "OneOf": convert.OneOf,
    "Parameter": schemas.Parameter,
    "STR": convert.STR,
    "Statement": schemas.Statement,
    "UNSET": lazy.UNSET,
    "Undefined": Undefined,
    "alias_of": alias_of,
    "assert_failed": assert_failed,
    "attribute": access.attribute,
    "call": functions.call,
    "call_member": access.call_member,
    "bool": bool,
    "check_failed": frames.check_failed,
    "configured": frames.configured,
    "deprecation": deprecation,
    "enter": access.enter,
    "finish_straight": frames.finish_straight,
    "instantiate": access.instantiate,
    "instantiate_entered": access.instantiate_entered,
    "key_of": merge.key_of,
    "nested": merge.nested,
    "put": merge.put,
    "put_at": merge.put_at,
    "int": int,
    "slot": slot,
    "str": str,
    "type": type,
    "union": merge.union,
    "unpack": merge.unpack,
    "unpack_items": merge.unpack_items,
    "updated": access.updated,
    "without": access.without,
}


def names(strict_range: bool) -> Mapping[str, Any]:
    """Return the names for a run, with or without the strict range check."""
    if not strict_range:
        return NAMES
    from kclpy.runtime import strict

    return {**NAMES, **strict.NAMES}


__all__ = [
    "INSERT",
    "NAMES",
    "NO_OPS",
    "OVERRIDE",
    "UNION",
    "names",
    "negate",
    "wrap",
    "wrap_literal",
]
