"""Why a value does not fit a declared type, found out after the conversion failed.

A conversion only knows that it failed, which is all that a program that runs needs. Here the
value is compared with the type once more, to find the part that does not fit. Nothing is
evaluated: a dict whose keys a schema knows is taken for an instance of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kclpy.runtime.convert import MISMATCH, Converter, DictOf, InstanceOf, ListOf, OneOf
from kclpy.runtime.text import type_name
from kclpy.runtime.values import Config, Instance, Undefined, Value

_LONGEST = 40


class Mismatch(NamedTuple):
    """The way to the part that does not fit, and why, from the outside in."""

    steps: tuple[str | int, ...] = ()
    reasons: tuple[str, ...] = ()

    def within(self, step: str | int) -> Mismatch:
        """Return this mismatch as seen from what contains it under ``step``."""
        return Mismatch((step, *self.steps), self.reasons)


def why(converter: Converter, value: Value) -> Mismatch:
    """Return where and why ``value`` does not fit the type of ``converter``."""
    if isinstance(converter, OneOf):
        branch = max(converter.members, key=lambda member: _closeness(member, value))
        if _closeness(branch, value) == 0:
            return Mismatch((), (f"the value is {preview(value)}",))
        inner = why(branch, value)
        return Mismatch(
            inner.steps, (f"the closest branch is {_type_text(branch)}", *inner.reasons)
        )
    if isinstance(converter, ListOf) and type(value) is list:
        for index, item in enumerate(value):
            if not fits(converter.item, item):
                return why(converter.item, item).within(index)
    if isinstance(converter, DictOf) and isinstance(value, dict):
        for key, item in value.items():
            if not fits(converter.value, item):
                return why(converter.value, item).within(key)
    if isinstance(converter, InstanceOf) and type(value) is Config:
        return _unlike_schema(converter, value)
    return Mismatch((), (f"{preview(value)} is {type_name(value)}, not {_type_text(converter)}",))


def _type_text(converter: Converter) -> str:
    """Return a type as it is written; only the outermost of a written type has its text."""
    if converter.text:
        return converter.text
    if isinstance(converter, ListOf):
        return f"[{_type_text(converter.item)}]"
    if isinstance(converter, DictOf):
        return f"{{str:{_type_text(converter.value)}}}"
    if isinstance(converter, OneOf):
        return " | ".join([_type_text(member) for member in converter.members])
    return converter.schema.name if isinstance(converter, InstanceOf) else "any"


def _unlike_schema(converter: InstanceOf, value: Config) -> Mismatch:
    """Return the first key that the schema does not know."""
    schema = converter.schema
    for key in value:
        if key not in schema.linked.attributes and not key.startswith("_"):
            return Mismatch((key,), (f"'{schema.name}' has no attribute '{key}'",))
    return Mismatch()


def fits(converter: Converter, value: Value) -> bool:
    """Return whether a value fits a type, as far as that is known without evaluating it."""
    if value is None or value is Undefined:
        return True
    if isinstance(converter, OneOf):
        for member in converter.members:
            if fits(member, value):
                return True
        return False
    if isinstance(converter, ListOf):
        return type(value) is list and _all_fit(converter.item, value)
    if isinstance(converter, DictOf):
        return isinstance(value, dict) and _all_fit(converter.value, value.values())
    if isinstance(converter, InstanceOf):
        is_dict = type(value) is Config and converter.schema.knows(value)
        return type(value) is Instance or is_dict
    return converter.convert(value) is not MISMATCH


def _all_fit(converter: Converter, values: Iterable[Value]) -> bool:
    """Return whether all fit; a loop, as `all` would use the C stack for values within values."""
    for value in values:
        if not fits(converter, value):
            return False
    return True


def _closeness(converter: Converter, value: Value) -> int:
    """Return how much a value has in common with a type: 0 for nothing."""
    if isinstance(converter, InstanceOf) and isinstance(value, dict):
        return 1 + sum(key in converter.schema.linked.attributes for key in value)
    if isinstance(converter, ListOf) and type(value) is list:
        return 1 + sum(fits(converter.item, item) for item in value)
    if isinstance(converter, DictOf) and isinstance(value, dict):
        return 1 + sum(fits(converter.value, item) for item in value.values())
    return 0


def preview(value: Value) -> str:
    """Return a value as a remark shows it, cut where it is long."""
    if isinstance(value, dict):
        return f"{{{', '.join(map(str, value))}}}"[:_LONGEST] if value else "{}"
    if type(value) is list:
        return f"a list of {len(value)}"
    if type(value) is str:
        text = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
        return '"' + text.replace("\n", "\\n") + '"'
    return str(value)[:_LONGEST]
