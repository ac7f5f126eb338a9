"""Unification: how configs merge (reference, 02 section 8).

`merge` is the one algorithm; `union` stands before it for the operator ``|``; `put` and
`unpack` use it for the entries of a config literal. Values are never changed: a merge copies
the dicts on the paths it touches and shares everything else.

Merging with a schema instance evaluates the schema again, with all keys that were
configured on either side as its config, so that computed defaults follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from kclpy.runtime import operators
from kclpy.runtime.errors import EvaluationError, fail, merging, operations
from kclpy.runtime.text import json_float, type_name
from kclpy.runtime.values import (
    INSERT,
    NO_OPS,
    OVERRIDE,
    UNION,
    Config,
    Instance,
    NumberMultiplier,
    Undefined,
    Value,
)

if TYPE_CHECKING:
    from kclpy.diagnostics import Problem
    from kclpy.runtime.schemas import Schema

# The way to a value: the names of its keys, innermost first.
Path: TypeAlias = "tuple[str, Path] | None"


def union(left: Value, right: Value) -> Value:
    """Return ``left | right``: bits of ints, else the unification of two containers."""
    if left is None or left is Undefined:
        return right
    if right is None or right is Undefined:
        return left
    if isinstance(left, (dict, list)) and isinstance(right, (dict, list)):
        return merge(left, right, True, None)
    if type(left) is int and type(right) is int:
        return left | right
    raise fail(operations.OperandTypes("|", f'"{type_name(left)}"', f'"{type_name(right)}"'))


def merge(old: Value, new: Value, checked: bool, path: Path = None) -> Value:
    """Return ``new`` merged into ``old``.

    ``checked`` refuses different values under one key; it is off where a schema applies its
    config to defaults. ``path`` is where the values stand, for the message.
    """
    if old is None or old is Undefined:
        return old if new is Undefined else new
    if new is None or new is Undefined:
        return old
    if isinstance(old, dict):
        if isinstance(new, dict):
            return _merge_dicts(old, new, checked, path)
        if type(new) is list:
            raise fail(merging.UnionKinds("dict", "list"))
    elif type(old) is list:
        if type(new) is list:
            return _merge_lists(old, new, checked, path)
        if isinstance(new, dict):
            raise fail(merging.UnionKinds("list", "dict"))
    return new


def _merge_lists(old: list[Value], new: list[Value], checked: bool, path: Path) -> list[Value]:
    """Return the lists merged by index; the surplus of the longer one is kept."""
    merged = [
        merge(one, two, checked, (f"list[{index}]", path))
        for index, (one, two) in enumerate(zip(old, new, strict=False))
    ]
    shared = len(merged)
    return merged + (old[shared:] or new[shared:])


def _merge_dicts(old: Value, new: Value, checked: bool, path: Path) -> Value:
    entries, ops = dict(old), dict(ops_of(old))
    _merge_entries(entries, ops, new, checked, path)
    if type(old) is Instance:
        configured = {**old.configured, **(new.configured if type(new) is Instance else new)}
        owner = new if type(new) is Instance else old
        return instantiate_again(old.schema, owner, configured, entries)
    if type(new) is Instance:
        return instantiate_again(new.schema, new, {**old, **new.configured}, entries)
    return Config(entries, ops or NO_OPS)


def instantiate_again(
    schema: Schema, owner: Instance, configured: Mapping[str, Value], entries: dict[str, Value]
) -> Instance:
    """Return ``schema`` evaluated with the merged values of the ``configured`` keys."""
    config = {key: entries[key] for key in configured}
    return schema.instantiate(Config(config, dict.fromkeys(config, OVERRIDE)), *owner.arguments)


def ops_of(config: Value) -> Mapping[str, int]:
    """Return the operators of the entries of ``config``, those written with ``:`` left out.

    An instance's configured entries keep theirs; all others count as written with ``=``, but
    for those that are unset.
    """
    if type(config) is not Instance:
        ops: Mapping[str, int] = config.ops
        return ops
    given = config.configured
    return {
        key: given.ops.get(key, UNION) if key in given else OVERRIDE
        for key, value in config.items()
        if (key in given.ops if key in given else value is not Undefined)
    }


def _merge_entries(
    entries: dict[str, Value], ops: dict[str, int], new: Value, checked: bool, path: Path
) -> None:
    """Merge all entries of ``new`` into ``entries`` and their operators into ``ops``."""
    new_ops = ops_of(new)
    if not new_ops and not ops and entries.keys().isdisjoint(new):
        entries.update(new)
        return
    for key, value in new.items():
        put(entries, ops, key, new_ops.get(key, UNION), value, checked, path)


def put(
    entries: dict[str, Value],
    ops: dict[str, int],
    key: str,
    op: int,
    value: Value,
    checked: bool,
    path: Path = None,
) -> None:
    """Merge one entry into ``entries``, which are still being built."""
    if key in entries:
        if op == UNION:
            old = entries[key]
            if checked and not _are_compatible(old, value):
                raise _conflict(old, value, (key, path))
            value = merge(old, value, checked, (key, path))
        elif op == INSERT:
            value = insert(entries[key], value)
    entries[key] = value
    if op:
        ops[key] = op
    else:
        ops.pop(key, None)


def insert(old: Value, value: Value) -> Value:
    """Return ``value`` appended to the list ``old``; None and Undefined count as empty."""
    if old is None or old is Undefined:
        return value
    if type(old) is list and type(value) is list:
        return old + value
    if value is None or value is Undefined:
        return old
    wrong = old if type(old) is not list else value
    raise fail(merging.Insertion(type_name(wrong)))


def put_at(
    entries: dict[str, Value], ops: dict[str, int], key: str, index: int, op: int, value: Value
) -> None:
    """Apply an entry ``key[index] op value`` to a list among ``entries``."""
    old = entries.get(key)
    if type(old) is not list or (op == UNION and not old):
        if op == INSERT and (old is None or old is Undefined):
            entries[key] = value
            return
        raise fail(_index_problem(op, index))
    if not -len(old) <= index < len(old):
        raise fail(operations.IndexOutOfBounds(len(old), index))
    position = index % len(old)
    items = list(old)
    if op == UNION:
        items[position] = merge(old[position], value, True, (key, None))
    elif op == INSERT:
        items[position:position] = value if type(value) is list else [value]
    elif value is Undefined:
        del items[position]
    else:
        items[position] = value
    entries[key] = items


def _index_problem(op: int, index: int) -> Problem:
    if op == UNION:
        return merging.IndexedUnion(index)
    return merging.IndexedOverride(index) if op == OVERRIDE else merging.IndexedInsertion(index)


def key_of(key: Value) -> str:
    """Return ``key`` if it can be one."""
    if type(key) is not str:
        raise fail(operations.ComputedKey(type_name(key)))
    return key


def nested(names: tuple[str, ...], op: int, value: Value) -> Value:
    """Return ``value`` within configs for ``names``, the innermost written with ``op``."""
    for name in reversed(names):
        value = Config({name: value}, {name: op} if op else NO_OPS)
        op = UNION
    return value


def unpack(entries: dict[str, Value], ops: dict[str, int], value: Value) -> None:
    """Merge the entries of ``**value`` with their own operators."""
    if isinstance(value, dict):
        _merge_entries(entries, ops, value, True, None)
    elif value is not None and value is not Undefined:
        raise _cannot_unpack(value)


def unpack_items(value: Value) -> list[Value]:
    """Return what ``*value`` contributes to a list."""
    if type(value) is list:
        return value
    if isinstance(value, dict):
        return list(value)
    if value is None or value is Undefined:
        return []
    raise _cannot_unpack(value)


def _cannot_unpack(value: Value) -> EvaluationError:
    return fail(operations.Unpacking(operators.text_of(value)))


def _are_compatible(old: Value, new: Value) -> bool:
    """Return whether two values under one key agree as far as this level shows."""
    if old is None or new is None or old is Undefined or new is Undefined:
        return True
    if isinstance(old, dict) and isinstance(new, dict):
        return True
    if type(old) is list and type(new) is list:
        if len(old) != len(new):
            return False
        for one, two in zip(old, new, strict=True):
            if not _are_compatible(one, two):
                return False
        return True
    return operators.equal(old, new)


def _conflict(old: Value, new: Value, path: Path) -> EvaluationError:
    """Return the error for two different values at ``path``."""
    one, two = _sketch(old), _sketch(new)
    if path is None or not path[0]:
        return fail(merging.ConflictingOutputs(one, two))
    return fail(merging.ConflictingValues(path[0], _path_text(path), one, two))


def _path_text(path: Path) -> str:
    names = []
    while path is not None:
        names.append(path[0])
        path = path[1]
    return ".".join(reversed(names))


def _sketch(value: Value) -> str:
    """Return ``value`` as a conflict shows it: JSON, with the inside of containers left out."""
    if isinstance(value, dict):
        return "{...}"
    if type(value) is list:
        return "[...]"
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is str:
        import json  # only to word a failure

        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, NumberMultiplier):
        return json_float(float(value.value))
    if type(value) is float:
        return json_float(value)
    return str(value) if type(value) is int else "0"


def conflict_of_outputs(old: Value, new: Value) -> EvaluationError:
    """Return the error for two results of one program that cannot be joined."""
    return _conflict(old, new, None)
