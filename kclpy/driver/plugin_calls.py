"""Calls of plugins: KCL values become plain Python data, and results become KCL values.

Nothing is shared in either direction. Arguments are copied into dicts, lists, str, int, float,
bool and None; schema instances are dicts with their hidden attributes. The result is copied
back, and whatever JSON could not hold is refused. Arguments and result are held to the
annotations of the function, as the checker cannot see through `any`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from kclpy.builtins.declare import PLUGIN_PREFIX
from kclpy.builtins.plugin import Plugin, PluginFunction
from kclpy.diagnostics.plugins import PluginFailed
from kclpy.plan.planner import Data, PlanOptions, plan
from kclpy.runtime.context import PluginCall
from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.schemas import Schema
from kclpy.runtime.text import type_name
from kclpy.runtime.values import Config, Function, Undefined, Value
from kclpy.types import (
    AnyType,
    DictType,
    ListType,
    LiteralType,
    NoneType,
    Type,
    UnionType,
)

_WHOLE: Final = PlanOptions(show_hidden=True)
_KINDS: Final[Mapping[str, type]] = {"int": int, "float": float, "str": str, "bool": bool}
_LEAST, _GREATEST = -(2**63), 2**63 - 1


def plugin_calls(plugins: Mapping[str, Plugin]) -> dict[str, PluginCall]:
    """Return what runs each function of ``plugins``, by the name that emitted code uses."""
    return {
        f"{PLUGIN_PREFIX}{path}.{name}": partial(_call, function)
        for path, plugin in plugins.items()
        for name, function in plugin.functions.items()
    }


def _call(function: PluginFunction, args: tuple[Value, ...], kwargs: Mapping[str, Value]) -> Value:
    """Return the result of ``function``; raise `EvaluationError` for whatever goes wrong."""
    given, named = _bound(function, args, kwargs)
    try:
        result = function.function(*given, **named)
    except (Exception, SystemExit) as error:
        kind = type(error).__name__
        problem = PluginFailed(_text_of(error) or kind, _shown(function), kind)
        raise EvaluationError(problem) from error
    value = _to_kcl(result, function, set())
    if not _fits(value, function.signature.result):
        expected = function.signature.result.text()
        raise fail(f"'{_shown(function)}' returns {type_name(value)}, expected {expected}")
    return value


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # of a class that a plugin declares
        return ""


def _shown(function: PluginFunction) -> str:
    return function.full_name.removeprefix(PLUGIN_PREFIX)


# Arguments


def _bound(
    function: PluginFunction, args: tuple[Value, ...], kwargs: Mapping[str, Value]
) -> tuple[tuple[Data, ...], dict[str, Data]]:
    """Return the arguments as Python data; one that is Undefined counts as not given."""
    while args and args[-1] is Undefined:
        args = args[:-1]
    given = tuple([_to_python(value, function) for value in args])
    named = {
        name: _to_python(value, function)
        for name, value in kwargs.items()
        if value is not Undefined
    }
    try:
        bound = function.python_signature.bind(*given, **named)
    except TypeError as error:
        raise fail(f"{_shown(function)}() {error}") from None
    for parameter in function.signature.parameters:
        value = bound.arguments.get(parameter.name)
        is_absent = parameter.name not in bound.arguments or (
            value is None and parameter.default == "None"
        )
        if not is_absent and not _fits(value, parameter.type):
            expected = parameter.type.text()
            raise fail(
                f"'{_shown(function)}' takes {expected} as '{parameter.name}', "
                f"got {type_name(value)}"
            )
    return given, named


def _to_python(value: Value, function: PluginFunction) -> Data:
    """Return a copy of ``value`` as plain data."""
    if type(value) in (Function, Schema):
        raise fail(f"'{_shown(function)}' takes values, got {type_name(value)}")
    return plan(value, _WHOLE)


# Results


def _to_kcl(result: Any, function: PluginFunction, around: set[int]) -> Value:
    """Return a copy of what a plugin returned as a KCL value; ``around`` are its containers.

    Of a subclass of str, int, float, dict or list the value counts, not what it overrides.
    """
    if result is None or result is True or result is False:
        return result
    if isinstance(result, str):
        return str.__str__(result)
    if isinstance(result, int):
        return _integer(int.__pos__(result), function)
    if isinstance(result, float):
        return float.__pos__(result)
    if not isinstance(result, dict | list | tuple):
        raise fail(f"Object of type {type(result).__name__} is not JSON serializable")
    if id(result) in around:
        raise fail(f"'{_shown(function)}' returns a value that contains itself")
    around.add(id(result))
    value = _container(result, function, around)
    around.discard(id(result))
    return value


def _container(
    result: dict[Any, Any] | list[Any] | tuple[Any, ...],
    function: PluginFunction,
    around: set[int],
) -> Value:
    if isinstance(result, dict):
        pairs = dict.items(result)
        return Config({_key(key): _to_kcl(item, function, around) for key, item in pairs})
    items = list.__iter__(result) if isinstance(result, list) else tuple.__iter__(result)
    return [_to_kcl(item, function, around) for item in items]


def _integer(number: int, function: PluginFunction) -> int:
    if _LEAST <= number <= _GREATEST:
        return number
    raise fail(f"'{_shown(function)}' returns {number}, which needs more than 64 bits")


def _key(key: Any) -> str:
    """Return the key of a dict as JSON would write it."""
    if isinstance(key, str):
        return str.__str__(key)
    if key is None or key is True or key is False:
        return {None: "null", True: "true", False: "false"}[key]
    if isinstance(key, int):
        return int.__repr__(key)
    if isinstance(key, float):
        return float.__repr__(key)
    raise fail(f"keys must be str, int, float, bool or None, not {type(key).__name__}")


# Types


def _fits(value: Value, expected: Type) -> bool:
    """Return whether data is of a type that an annotation can mean."""
    if isinstance(expected, AnyType):
        return True
    if isinstance(expected, NoneType):
        return value is None
    if isinstance(expected, UnionType):
        return any(_fits(value, member) for member in expected.members)
    if isinstance(expected, LiteralType):
        return type(value) is type(expected.value) and bool(value == expected.value)
    if isinstance(expected, ListType):
        return isinstance(value, list) and all(_fits(item, expected.item) for item in value)
    if isinstance(expected, DictType):
        kind = expected.value()
        return isinstance(value, dict) and all(_fits(item, kind) for item in value.values())
    kind_of_value = type(value)
    return kind_of_value is _KINDS[expected.word] or (
        expected.word == "float" and kind_of_value is int
    )
