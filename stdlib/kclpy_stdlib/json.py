"""The module ``json`` (reference, 09 json)."""

from __future__ import annotations

from kclpy.builtins.declare import Library
from kclpy.plan.json import to_json
from kclpy.plan.planner import plan
from kclpy.runtime.errors import fail
from kclpy.runtime.values import Config, Instance, NumberMultiplier, Undefined, UndefinedType, Value
from kclpy_stdlib.arguments import int_of, text_of
from kclpy_stdlib.encoding import plan_options, write_file
from kclpy_stdlib.json_text import JsonError, read_json

library = Library("json", fail)

_DATA = frozenset({str, int, float, bool, type(None), list, NumberMultiplier})
_NO_VALUE = "{name}() missing 1 required positional argument: 'value'"
_NO_FILE = "{name}() missing 2 required positional arguments: 'data' and 'filename'"
_NO_PATCH = "{name}() missing required positional arguments: 'src' and 'patch'"


@library.builtin(missing=_NO_VALUE)
def encode(
    data: Value,
    sort_keys: bool = False,
    indent: int = 0,
    ignore_private: bool = False,
    ignore_none: bool = False,
) -> str:
    """Return `data` as JSON: on one line, or indented by `indent` blanks per level.

    `ignore_private` leaves out keys that begin with `_`, `ignore_none` leaves out `None`.

    Example: `json.encode([1, "a", None])` is `'[1, "a", null]'`.
    """
    width = int_of(indent)
    return to_json(plan(data, plan_options(sort_keys, ignore_private, ignore_none)), width)


@library.builtin(missing=_NO_VALUE)
def decode(value: str) -> Value:
    """Return the value that the JSON text `value` holds.

    Example: `json.decode("[1, 2.5]")` is `[1, 2.5]`.
    """
    try:
        return read_json(text_of(value))
    except JsonError as error:
        raise fail(str(error)) from None


@library.builtin(missing=_NO_VALUE)
def validate(value: str) -> bool:
    """Return whether `value` is JSON.

    Example: `json.validate("[1,")` is `False`.
    """
    try:
        read_json(text_of(value))
    except JsonError:
        return False
    return True


@library.builtin(missing=_NO_FILE)
def dump_to_file(
    data: Value,
    filename: str,
    sort_keys: bool = False,
    indent: int = 0,
    ignore_private: bool = False,
    ignore_none: bool = False,
) -> str | UndefinedType:
    """Write `data` as JSON to the file `filename`; the options are those of `encode`."""
    write_file(text_of(filename), encode(data, sort_keys, indent, ignore_private, ignore_none))
    return Undefined


@library.builtin(missing=_NO_PATCH)
def merge(src: Value, patch: Value) -> Value:
    """Return `src` with the changes of `patch`, a merge patch as RFC 7396 has it.

    Dicts are merged key by key, a `None` in the patch deletes the key, all else is replaced.

    Example: `json.merge({a = 1, b = 2}, {b = None, c = 3})` is `{"a": 1, "c": 3}`.
    """
    if not isinstance(patch, dict):
        return _plain(patch)
    merged = _copy(src) if isinstance(src, dict) else Config()
    for key, item in patch.items():
        if isinstance(item, dict):
            merged[key] = merge(merged.get(key), item)
        elif item is not None and _is_data(item):
            merged[key] = _plain(item)
        else:
            merged.pop(key, None)
    return merged


def _copy(source: Value) -> Config:
    """Return a dict or instance with the same entries, to be changed before anyone sees it."""
    return source.like(source) if type(source) is Instance else Config(source, source.ops)


def _is_data(value: Value) -> bool:
    """Return whether JSON has a form for ``value``."""
    return type(value) in _DATA or isinstance(value, dict)


def _plain(value: Value) -> Value:
    """Return a value of a patch as JSON would bring it."""
    if type(value) is NumberMultiplier:
        return float(value.value)
    if type(value) is list:
        return [_plain(item) for item in value if _is_data(item)]
    if isinstance(value, dict):
        return Config({key: _plain(item) for key, item in value.items() if _is_data(item)})
    return value
