"""Declared types at run time: a value that lands in a typed place is checked and converted.

One converter is built per written type, when a package is loaded (reference, 03 section 9
and 04 section 12). None and Undefined pass everywhere; a dict becomes an instance where a
schema is expected; an int stays an int where a float is expected. Converters are called by
name, not as functions: a call through ``__call__`` would use the C stack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kclpy.runtime.errors import EvaluationError, fail, instances
from kclpy.runtime.text import type_name
from kclpy.runtime.values import (
    Config,
    Function,
    Instance,
    NumberMultiplier,
    Undefined,
    UndefinedType,
    Value,
)

if TYPE_CHECKING:
    from kclpy.runtime.schemas import Schema


class _Mismatch:
    """The result of a conversion that cannot be done."""

    __slots__ = ()


MISMATCH: Final = _Mismatch()

_SCALARS: Final = (str, int, float, bool)


class Converter:
    """A written type; ``text`` is how messages show it."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def apply(self, value: Value) -> Value:
        """Return ``value`` converted to this type, or raise the error of the reference."""
        if value is None or value is Undefined:
            return value
        result = self.convert(value)
        if result is MISMATCH:
            raise self.mismatch(value)
        return result

    def apply_given(self, value: Value) -> Value:
        """Do what `apply` does for a value from outside: a failure concerns who gave it."""
        return self.apply(value)

    def convert(self, value: Value) -> Value:
        """Return ``value``, which is neither None nor Undefined, converted, or `MISMATCH`."""
        return value

    def cast(self, value: Value) -> Value:
        """Return ``value as`` this type."""
        return self.apply(value)

    def mismatch(self, value: Value) -> EvaluationError:
        """Return the error for a ``value`` that is not of this type."""
        return fail(instances.ConversionFailed(self.text, type_name(value)))


class Exact(Converter):
    """``int``, ``bool``, ``str``: values of one Python type."""

    __slots__ = ("kind",)

    def __init__(self, text: str, kind: type) -> None:
        super().__init__(text)
        self.kind = kind

    def convert(self, value: Value) -> Value:
        return value if type(value) is self.kind else MISMATCH


class Float(Converter):
    """``float``: an int is accepted and stays one."""

    __slots__ = ()

    def convert(self, value: Value) -> Value:
        return value if type(value) is float or type(value) is int else MISMATCH


class Literal(Converter):
    """A literal type: values of its kind that equal it."""

    __slots__ = ("value",)

    def __init__(self, text: str, value: Value) -> None:
        super().__init__(text)
        self.value = value

    def convert(self, value: Value) -> Value:
        wanted = self.value
        if type(wanted) is NumberMultiplier:
            fits = type(value) is NumberMultiplier and repr(value) == repr(wanted)
        else:
            fits = type(value) is type(wanted) and value == wanted
        return value if fits else MISMATCH


class Multiplier(Converter):
    """``units.NumberMultiplier``"""

    __slots__ = ()

    def convert(self, value: Value) -> Value:
        return value if type(value) is NumberMultiplier else MISMATCH


class FunctionSlot(Converter):
    """A function type: any function; its parameters were checked before."""

    __slots__ = ()

    def convert(self, value: Value) -> Value:
        return value if type(value) is Function else MISMATCH


class ListOf(Converter):
    """``[item]``"""

    __slots__ = ("item",)

    def __init__(self, text: str, item: Converter) -> None:
        super().__init__(text)
        self.item = item

    def convert(self, value: Value) -> Value:
        if type(value) is not list:
            return MISMATCH
        convert = self.item.convert
        items: list[Value] = []
        try:
            for item in value:
                if item is not None and item is not Undefined:
                    item = convert(item)
                    if item is MISMATCH:
                        return MISMATCH
                items.append(item)
        except EvaluationError as error:
            if error.after is None and items and type(items[-1]) is Instance:
                error.after = items[-1].schema.name
            raise
        return items


class DictOf(Converter):
    """``{key:value}``: only the values are checked; an instance passes as it is."""

    __slots__ = ("value",)

    def __init__(self, text: str, value: Converter) -> None:
        super().__init__(text)
        self.value = value

    def convert(self, value: Value) -> Value:
        if not isinstance(value, dict):
            return MISMATCH
        convert = self.value.convert
        entries = {}
        for key, item in value.items():
            if item is not None and item is not Undefined:
                item = convert(item)
                if item is MISMATCH:
                    return MISMATCH
            entries[key] = item
        return Config(entries, value.ops) if type(value) is Config else value


class OneOf(Converter):
    """``A | B``: the first member that fits. Literals are looked up, as there may be many."""

    __slots__ = ("literals", "members", "others")

    def __init__(self, text: str, members: tuple[Converter, ...]) -> None:
        super().__init__(text)
        self.members = members
        literals = {m: m.value for m in members if type(m) is Literal and type(m.value) in _SCALARS}
        self.literals = frozenset([(type(value), value) for value in literals.values()])
        self.others = [m for m in members if m not in literals]

    def convert(self, value: Value) -> Value:
        if self.literals and type(value) in _SCALARS and (type(value), value) in self.literals:
            return value
        for member in self.others:
            result = member.convert(value)
            if result is not MISMATCH:
                return result
        return MISMATCH


class InstanceOf(Converter):
    """A schema: any instance passes, a dict whose keys the schema knows becomes one."""

    __slots__ = ("schema",)

    def __init__(self, text: str, schema: Schema) -> None:
        super().__init__(text)
        self.schema = schema

    def apply(self, value: Value) -> Value:
        result = super().apply(value)
        if not value and type(value) is Config and self.schema.is_nested:
            if result.missing_attribute() is not None:
                error = self.mismatch(value)
                error.place = self.schema.last_place
                raise error
        return result

    def convert(self, value: Value) -> Value:
        if type(value) is Instance:
            return value
        if type(value) is not Config or not self.schema.knows(value):
            return MISMATCH
        return self.schema.instantiate(value, (), {})

    def cast(self, value: Value) -> Value:
        if type(value) is Instance and value.schema is not self.schema:
            raise self.mismatch(value)
        return self.apply(value)

    def mismatch(self, value: Value) -> EvaluationError:
        if not isinstance(value, dict):
            return super().mismatch(value)
        name, attributes = self.schema.name, self.schema.linked.declared
        lines = [
            f"Schema {name} does not contain attribute {key}"
            for key in value
            if key not in attributes and not key.startswith("_")
        ]
        lines += [f"Schema {name}'s attribute {key} is missing" for key in self._missing(value)]
        return fail(instances.ConversionFailed(self.text, type_name(value), tuple(lines)))

    def _missing(self, value: Value) -> list[str]:
        linked = self.schema.linked
        wanted = [a for a in linked.attributes.values() if a.name in linked.declared]
        return [a.name for a in wanted if not a.is_optional and a.name not in value]


def literal_type(value: Value, text: str) -> Converter:
    """Return the converter of a literal type."""
    assert not isinstance(value, UndefinedType)
    return Literal(text, value)


ANY: Final = Converter("any")
INT: Final = Exact("int", int)
BOOL: Final = Exact("bool", bool)
STR: Final = Exact("str", str)
FLOAT: Final = Float("float")
MULTIPLIER: Final = Multiplier("units.NumberMultiplier")
FUNCTION: Final = FunctionSlot("function")
