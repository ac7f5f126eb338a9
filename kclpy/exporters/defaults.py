"""What an attribute is by default, as far as the text tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from kclpy.exporters.model import Default
from kclpy.semantics.resolver import assigned_names
from kclpy.syntax import nodes
from kclpy.syntax.unparse import unparse
from kclpy.types import DictType, ListType, SchemaType, Type, UnionType

# Stands for a value that is not known from the text alone.
_UNKNOWN: Final = object()
_LONG = 100
_COMPUTED: Final = Default(is_constant=False)


def default_of(name: str, type_: Type, body: Iterable[nodes.Stmt]) -> Default | None:
    """Return the default of an attribute that the statements ``body`` set, None without one.

    ``body`` is that of all bases and mixins, in the order of their evaluation.
    """
    found: Default | None = None
    for statement in body:
        if name not in assigned_names(statement):
            continue
        if not isinstance(statement, nodes.SchemaAttr):
            found = _COMPUTED
        elif statement.value is not None:
            is_plain = statement.op == "=" or found is None
            found = _default(statement.value, type_) if is_plain else _COMPUTED
        elif found is None and isinstance(statement.annotation, nodes.LiteralType):
            found = _default(statement.annotation.value, type_)
    return found


def _default(node: nodes.Expr, type_: Type) -> Default:
    value = constant(node)
    if value is _UNKNOWN or _makes_instances(value, type_):
        text = unparse(node)
        return Default(False, text=text if len(text) <= _LONG and "\n" not in text else "")
    return Default(True, value)


def _makes_instances(value: Any, type_: Type) -> bool:
    """Return whether a dict in ``value`` may become an instance, which has more entries."""
    members = type_.members if isinstance(type_, UnionType) else (type_,)
    if isinstance(value, dict):
        if any(isinstance(member, SchemaType) for member in members):
            return True
        inner = [member.value() for member in members if isinstance(member, DictType)]
        return any(_makes_instances(item, one) for item in value.values() for one in inner)
    if isinstance(value, list):
        inner = [member.item for member in members if isinstance(member, ListType)]
        return any(_makes_instances(item, one) for item in value for one in inner)
    return False


def is_known(value: Any) -> bool:
    """Return whether `constant` found a value."""
    return value is not _UNKNOWN


def constant(node: nodes.Expr) -> Any:
    """Return the value of an expression that is a constant; `is_known` tells whether it is."""
    if isinstance(node, nodes.ParenExpr):
        return constant(node.value)
    if isinstance(node, nodes.StringLit):
        return node.value
    if isinstance(node, nodes.NumberLit):
        return _UNKNOWN if node.suffix or not _fits(node.value) else node.value
    if isinstance(node, nodes.ConstantLit):
        words = {"True": True, "False": False, "None": None}
        return words.get(node.name, _UNKNOWN)
    if isinstance(node, nodes.UnaryExpr) and node.op == "-":
        value = constant(node.operand)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return -value if is_number else _UNKNOWN
    if isinstance(node, nodes.ListExpr):
        items = [constant(element) for element in node.elements]
        return _UNKNOWN if _UNKNOWN in items else items
    if isinstance(node, nodes.ConfigExpr):
        return _config(node)
    return _UNKNOWN


def _fits(value: int | float) -> bool:
    return isinstance(value, float) or abs(value) < 2**63


def _config(node: nodes.ConfigExpr) -> Any:
    entries: dict[str, Any] = {}
    for entry in node.entries:
        if not isinstance(entry, nodes.ConfigEntry) or entry.op == "+=":
            return _UNKNOWN
        key = entry.key
        name = key.id if isinstance(key, nodes.Name) else None
        if isinstance(key, nodes.StringLit):
            name = key.value
        value = constant(entry.value)
        if name is None or name in entries or value is _UNKNOWN:
            return _UNKNOWN
        entries[name] = value
    return entries
