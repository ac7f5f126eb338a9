"""Planning: what of a value is output (reference, 02 section 10).

The result is plain data: dicts, lists, str, int, float, bool and None. Writers print all of
it; whatever must not be seen was left out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from kclpy.runtime.errors import fail, functions
from kclpy.runtime.values import Config, Instance, NumberMultiplier, Undefined, Value
from kclpy.semantics.program import MAIN

# What JSON can hold.
Data: TypeAlias = Any

_SCALARS: Final = frozenset({str, int, float, bool, type(None)})
_DROPPED: Final = object()
# Values within values: every level is indented deeper, so the text grows with the square.
_DEEPEST: Final = 11_000


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What is left out of the output, and in which order the rest stands."""

    show_hidden: bool = False
    disable_none: bool = False
    sort_keys: bool = False
    include_schema_type_path: bool = False


DEFAULT: Final = PlanOptions()


def plan(value: Value, options: PlanOptions = DEFAULT) -> Data:
    """Return what of ``value`` is output; Undefined alone is None, a function alone is 0."""
    if type(value) in _SCALARS:
        return value
    data = _Planner(options).plan(value)
    if data is _DROPPED:
        return None if value is Undefined else 0
    return data


class _Planner:
    def __init__(self, options: PlanOptions) -> None:
        self.show_hidden = options.show_hidden
        self.disable_none = options.disable_none
        self.sort_keys = options.sort_keys
        self.include_schema_type_path = options.include_schema_type_path
        self.depth = 0

    def plan(self, value: Value) -> Data:
        """Return the data of a ``value`` that is no scalar, `_DROPPED` if it has none."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise fail(functions.OutputTooDeep())
        kind = type(value)
        data: Data = _DROPPED
        if kind is list:
            data = self.items(value)
        elif kind is Config:
            data = self.entries(value)
        elif kind is Instance:
            data = self.instance(value)
        elif kind is NumberMultiplier:
            data = float(value.value)
        elif isinstance(value, dict):
            data = self.entries(value)
        self.depth -= 1
        return data

    def items(self, items: list[Value]) -> list[Data]:
        planned = []
        for item in items:
            if type(item) not in _SCALARS:
                item = self.plan(item)
                if item is _DROPPED:
                    continue
            elif item is None and self.disable_none:
                continue
            planned.append(item)
        return planned

    def entries(self, entries: dict[str, Value]) -> dict[str, Data]:
        planned = {}
        show_hidden, disable_none, plan = self.show_hidden, self.disable_none, self.plan
        for key, item in entries.items():
            if "_" in key and key[0] == "_" and not show_hidden:
                continue
            if type(item) not in _SCALARS:
                item = plan(item)
                if item is _DROPPED:
                    continue
            elif item is None and disable_none:
                continue
            planned[key] = item
        return dict(sorted(planned.items())) if self.sort_keys else planned

    def instance(self, instance: Instance) -> dict[str, Data]:
        planned = self.entries(instance)
        if self.include_schema_type_path:
            planned["_type"] = _type_path(instance)
            if self.sort_keys:
                return dict(sorted(planned.items()))
        return planned


def _type_path(instance: Instance) -> str:
    """Return the name of the schema, with its package outside the main package."""
    schema = instance.schema
    return schema.name if schema.package in ("", MAIN) else f"{schema.package}.{schema.name}"
