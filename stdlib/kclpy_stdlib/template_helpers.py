"""How values look in the result of a template, and the functions that tags may call."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Final

from kclpy.plan.json import to_json
from kclpy.runtime.text import json_float
from kclpy.runtime.values import Value

_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "'": "&#x27;",
        "`": "&#x60;",
        "=": "&#x3D;",
    }
)


def html_escape(text: str) -> str:
    """Return ``text`` such that HTML shows it as it is."""
    return text.translate(_ESCAPES)


def shown(value: Value) -> str:
    """Return a value as it stands in the result."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return json_float(value)
    if isinstance(value, list):
        return f"[{', '.join([shown(item) for item in value])}]"
    return "[object]" if isinstance(value, Mapping) else ""


def _lookup(container: Value, key: Value) -> Value:
    if isinstance(container, list) and type(key) is int:
        return container[key] if 0 <= key < len(container) else None
    return container.get(key) if isinstance(container, Mapping) and isinstance(key, str) else None


def _raw(value: Value) -> str:
    return value if isinstance(value, str) else _compact_json(value)


def _compact_json(value: Value) -> str:
    if isinstance(value, list):
        return f"[{','.join([_compact_json(item) for item in value])}]"
    if isinstance(value, Mapping):
        entries = [f"{to_json(key)}:{_compact_json(value[key])}" for key in sorted(value)]
        return f"{{{','.join(entries)}}}"
    if isinstance(value, str):
        return to_json(value)
    return "null" if value is None else shown(value)


def _length(value: Value) -> int:
    if isinstance(value, str):
        return len(value.encode())
    return len(value) if isinstance(value, (list, Mapping)) else 0


def _are_equal(one: Value, two: Value) -> bool:
    """Return whether two values are the same; an int is never a float."""
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(_are_equal, one, two))
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        return one.keys() == two.keys() and all(_are_equal(one[key], two[key]) for key in one)
    if not one and not two and shown(one) == shown(two) == "" and not isinstance(one, str):
        return not isinstance(two, str)
    return type(one) is type(two) and bool(one == two)


# The names of the parameters, "" for one without, and the function.
HELPERS: Final[dict[str, tuple[tuple[str, ...], Callable[..., Value]]]] = {
    "lookup": (("", ""), _lookup),
    "raw": (("",), _raw),
    "len": (("x",), _length),
    "eq": (("x", "y"), _are_equal),
    "ne": (("x", "y"), lambda one, two: not _are_equal(one, two)),
    "gt": (("x", "y"), operator.gt),
    "gte": (("x", "y"), operator.ge),
    "lt": (("x", "y"), operator.lt),
    "lte": (("x", "y"), operator.le),
    "and": (("x", "y"), lambda one, two: bool(one) and bool(two)),
    "or": (("x", "y"), lambda one, two: bool(one) or bool(two)),
    "not": (("x",), lambda value: not bool(value)),
}
COMPARISONS: Final = ("gt", "gte", "lt", "lte")
