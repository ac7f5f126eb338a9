"""Data from outside as values of KCL.

Data is what it says: an entry is like one written with ``=``, which replaces the default of an
attribute, at all levels. A text such as ``"1Ki"`` stands for a number multiplier where the
declared type wants one, because no data format has such numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kclpy.runtime.convert import (
    Converter,
    DictOf,
    InstanceOf,
    ListOf,
    Literal,
    Multiplier,
    OneOf,
)
from kclpy.runtime.errors import fail
from kclpy.runtime.schemas import Schema
from kclpy.runtime.values import MULTIPLIERS, OVERRIDE, Config, Instance, NumberMultiplier, Value

_MULTIPLIER = re.compile(rf"([0-9]+)({'|'.join(MULTIPLIERS)})")
_LIMIT = 2**63


def to_value(data: object, converter: Converter | None = None) -> Value:
    """Return ``data`` as a value that is given where ``converter`` tells the declared type.

    An instance of the same program is a value already. Raise `EvaluationError` for what has no
    counterpart in KCL.
    """
    if data is None or isinstance(data, (bool, float, Instance)):
        return data
    if isinstance(data, int):
        if not -_LIMIT <= data < _LIMIT:
            raise fail(f"the number {data} does not fit into 64 bits")
        return int(data)
    if isinstance(data, str):
        return _text(str(data), converter)
    if isinstance(data, Mapping):
        return _config(data, converter)
    if isinstance(data, (list, tuple)):
        items = next((c.item for c in _members(converter) if isinstance(c, ListOf)), None)
        return [to_value(item, items) for item in data]
    raise fail(f"a Python value of type '{type(data).__name__}' has no counterpart in KCL")


def to_config(data: Mapping[str, object], schema: Schema) -> Config:
    """Return ``data`` as the config of an instance of ``schema``."""
    return _config(data, InstanceOf(schema.name, schema))


def _config(data: Mapping[str, object], converter: Converter | None) -> Config:
    entries = {}
    for key, item in data.items():
        if not isinstance(key, str):
            raise fail(f"the key {key!r} is no text")
        entries[key] = to_value(item, _of_key(converter, key, data))
    return Config(entries, dict.fromkeys(entries, OVERRIDE))


def _text(data: str, converter: Converter | None) -> Value:
    for member in _members(converter):
        if isinstance(member, Multiplier) or (
            isinstance(member, Literal) and isinstance(member.value, NumberMultiplier)
        ):
            found = _MULTIPLIER.fullmatch(data)
            if found is not None:
                return NumberMultiplier(int(found[1]), found[2])
    return data


def _of_key(converter: Converter | None, key: str, data: Mapping[str, object]) -> Converter | None:
    """Return the declared type of the entry ``key``."""
    for member in _members(converter):
        if isinstance(member, DictOf):
            return member.value
        if isinstance(member, InstanceOf) and _knows(member.schema, data):
            attribute = member.schema.linked.attributes.get(key)
            if attribute is not None:
                return attribute.converter
            signature = member.schema.index_signature
            return None if signature is None else signature.converter
    return None


def _knows(schema: Schema, data: Mapping[str, object]) -> bool:
    known = schema.linked.attributes
    return schema.index_signature is not None or all(key in known for key in data)


def _members(converter: Converter | None) -> Iterator[Converter]:
    """Yield the types that a union consists of."""
    if isinstance(converter, OneOf):
        for member in converter.members:
            yield from _members(member)
    elif converter is not None:
        yield converter
