"""Reaching into values: attributes and members, updates within a value, removal.

Values are never changed; an update of a part rebuilds the way to it and shares the rest.
"""

from __future__ import annotations

from collections.abc import Mapping

from kclpy.builtins.registry import members
from kclpy.runtime import operators
from kclpy.runtime.errors import EvaluationError, fail, operations
from kclpy.runtime.functions import call
from kclpy.runtime.merge import merge
from kclpy.runtime.schemas import Schema
from kclpy.runtime.text import type_name
from kclpy.runtime.values import (
    OVERRIDE,
    Config,
    Function,
    Instance,
    Undefined,
    Value,
)


def attribute(value: Value, name: str) -> Value:
    """Return ``value.name`` (reference, 02 section 3)."""
    kind = type(value)
    if kind is Config:
        return value.get(name, Undefined)
    if kind is str:
        return _bound_member(value, name)
    if kind is Schema:
        return value.attribute(name)
    return operators.attribute(value, name)


def _bound_member(text: str, name: str) -> Function:
    """Return the member function ``name`` of a string, bound to it."""
    builtin = members("str").get(name)
    if builtin is None:
        raise fail(operations.StringMember(name, tuple(members("str"))))
    return Function(lambda args, kwargs: builtin.call((text, *args), kwargs), -1)


def call_member(
    value: Value, name: str, args: tuple[Value, ...], kwargs: Mapping[str, Value] | None = None
) -> Value:
    """Return ``value.name(args, kwargs)``."""
    if type(value) is str:
        builtin = members("str").get(name)
        if builtin is None:
            raise fail(operations.StringMember(name, tuple(members("str"))))
        return builtin.call((value, *args), kwargs or {})
    if type(value) is Schema and name == "instances":
        return value.all_instances(*args, **(kwargs or {}))
    return call(attribute(value, name), args, kwargs)


def instantiate(
    value: Value, config: Config, args: tuple[Value, ...], kwargs: Mapping[str, Value]
) -> Value:
    """Return ``value(args) {config}``: an instance of a schema, or a value with more merged in."""
    if type(value) is Schema:
        return value.instantiate(config, args, kwargs)
    if isinstance(value, dict) or value is None or value is Undefined:
        return merge(value, config, True)
    raise fail(operations.InstantiatedValue(type_name(value)))


def enter(value: Value) -> Value:
    """Begin the evaluation of an instance of ``value`` before its config is evaluated."""
    if type(value) is Schema:
        value.context.depth += 1
    return value


def instantiate_entered(
    value: Value, config: Config, args: tuple[Value, ...], kwargs: Mapping[str, Value]
) -> Value:
    """Do what `instantiate` does, for a value that `enter` was called with."""
    if type(value) is Schema:
        value.context.depth -= 1
    return instantiate(value, config, args, kwargs)


# Updates


def updated(root: Value, path: tuple[Value, ...], value: Value) -> Value:
    """Return ``root`` with ``value`` at ``path``.

    A step is a str for an attribute, or a tuple of the one index of a subscript.
    """
    step, rest = path[0], path[1:]
    if type(step) is str:
        if not isinstance(root, dict):
            raise _cannot_update(root, step)
        if rest:
            return _with_part(root, step, updated(attribute(root, step), rest, value))
        return _with_entry(root, step, value)
    index = step[0]
    if isinstance(root, dict):
        if type(index) is not str:
            raise _cannot_update(root, operators.text_of(index))
        if rest:
            return _with_part(root, index, updated(root.get(index, Undefined), rest, value))
        return _with_entry(root, index, value)
    if type(root) is not list:
        raise fail(operations.Subscript(type_name(root), type_name(index)))
    if type(index) is not int or not -len(root) <= index < len(root):
        raise fail(operations.IndexOutOfBounds(len(root), index))
    old = root[index]
    items = list(root)
    items[index] = updated(old, rest, value) if rest else value
    return items


def _with_entry(root: Value, key: str, value: Value) -> Value:
    """Return a dict or instance with another value under ``key``.

    An instance is evaluated anew, with all that was configured as it is now; one that was made
    with arguments only takes the value, as in the official engine.
    """
    if type(root) is Instance:
        if any(root.arguments):
            return root.like({**root, key: value})
        entries = {**{name: root[name] for name in root.configured}, key: value}
        config = Config(entries, dict.fromkeys(entries, OVERRIDE))
        return root.schema.instantiate(config, *root.arguments)
    return Config({**root, key: value}, {**root.ops, key: OVERRIDE})


def _with_part(root: Value, key: str, part: Value) -> Value:
    """Return a dict or instance in which the value under ``key`` was updated from within."""
    entries = {**root, key: part}
    return root.like(entries) if type(root) is Instance else Config(entries, root.ops)


def _cannot_update(root: Value, name: str) -> EvaluationError:
    return fail(operations.Update(type_name(root), name))


# Removal


def without(whole: Value, removed: list[tuple[Value, Value]]) -> Value:
    """Return ``whole`` without what a filter refused, given as pairs of key or index and item.

    As in the official engine, the last entry of a dict moves into the place of a removed one,
    and of equal items of a list the first is removed.
    """
    if not removed:
        return whole
    if type(whole) is list:
        return _without_items(whole, [item for _, item in removed])
    if isinstance(whole, dict):
        return _without_keys(whole, [key for key, _ in removed])
    raise fail(operations.Filtered())


def _without_items(whole: list[Value], refused: list[Value]) -> list[Value]:
    left = []
    waiting = 0  # refused items come in the order of the list
    for item in whole:
        if waiting < len(refused) and operators.equal(item, refused[waiting]):
            waiting += 1
        else:
            left.append(item)
    return left


def _without_keys(whole: Value, refused: list[str]) -> Value:
    keys = list(whole)
    place = {key: at for at, key in enumerate(keys)}
    for key in refused:
        hole, last = place.pop(key), keys.pop()
        if last != key:
            keys[hole] = last
            place[last] = hole
    entries = {key: whole[key] for key in keys}
    if type(whole) is Config:
        return Config(entries, {k: op for k, op in whole.ops.items() if k in entries})
    return whole.like(entries)
