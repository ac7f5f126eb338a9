"""Functions that talk to whoever runs the program: ``option`` and ``print``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kclpy.builtins.declare import MISSING, Library
from kclpy.runtime.errors import EvaluationError, fail, functions
from kclpy.runtime.operators import INT_MAX, INT_MIN, is_truthy
from kclpy.runtime.text import to_text
from kclpy.runtime.values import Undefined, Value
from kclpy_stdlib.arguments import text_of
from kclpy_stdlib.prelude.conversions import to_int, truncate

if TYPE_CHECKING:
    from kclpy.runtime.context import Evaluation

library = Library("", fail)


@library.builtin(is_steady=False)
def print_(context: Evaluation, *args: Any, end: Any = "\n", **_ignored: Any) -> None:
    """Write the texts of the arguments, one blank between them, and `end`."""
    context.log.append(" ".join([to_text(arg) for arg in args]) + to_text(end))


@library.builtin(missing=None)
def option(
    context: Evaluation,
    key: str,
    type: str = "",
    required: bool = False,
    default: Any = MISSING,
    help: str = "",
) -> Any:
    """Return the argument `key` that the program was started with, `-D key=value`.

    It is converted to `type`, which is `"str"`, `"int"`, `"float"`, `"bool"`, `"list"` or
    `"dict"`. An argument that was not given is `default`, or an error if it is `required`.

    Example: `option("replicas", type="int", default=1)` is `1`.
    """
    raw = context.options.get(key) if isinstance(key, str) else None
    if raw is not None:
        return _convert(_parse(raw), type)
    if default is not MISSING:
        return _convert(default, type)
    if is_truthy(required):
        raise fail(functions.OptionRequired(text_of(key), tuple(context.options)))
    return None


def _parse(raw: str) -> Value:
    """Return the value that ``raw`` is in JSON; the text itself if it is none."""
    if not raw or raw[0] not in '-0123456789"[{tfn \t\r\n':
        return raw
    from kclpy_stdlib.json_text import JsonError, read_json  # not needed for most texts

    try:
        return read_json(raw)
    except JsonError:
        return raw


def _convert(value: Value, kind: Value) -> Value:
    """Return ``value`` as the type named ``kind``; an empty name is no type."""
    if not isinstance(kind, str) or kind == "":
        return value
    converter = _CONVERTERS.get(kind)
    if converter is None:
        raise fail(f"unknown type '{kind}'")
    if (value is None or value is Undefined) and kind != "bool":
        raise _cannot(value, kind)
    return converter(value)


def _cannot(value: Value, kind: str) -> EvaluationError:
    return fail(functions.OptionType(to_text(value), kind))


def _to_bool(value: Value) -> Value:
    if isinstance(value, str):
        return value in ("True", "true")
    return bool(value) if isinstance(value, (bool, int, float)) else Undefined


def _to_int(value: Value) -> Value:
    if isinstance(value, str):
        digits = value.removeprefix("-") if value[:1] != "+" else value[1:]
        if digits.isascii() and digits.isdigit() and INT_MIN <= to_int(value) <= INT_MAX:
            return int(value)
        raise _cannot(value, "int")
    if isinstance(value, (bool, int)):
        return int(value)
    if isinstance(value, float):
        return truncate(value)
    raise _cannot(value, "int")


def _to_float(value: Value) -> Value:
    if isinstance(value, str):
        try:
            return 0.0 if "_" in value or value.strip() != value else float(value)
        except ValueError:
            return 0.0
    if isinstance(value, (bool, int, float)):
        return float(value)
    raise _cannot(value, "float")


def _to_str(value: Value) -> Value:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return to_text(value).removesuffix(".0")
    raise _cannot(value, "str")


def _to_list(value: Value) -> Value:
    if isinstance(value, list):
        return value
    raise _cannot(value, "list")


def _to_dict(value: Value) -> Value:
    if isinstance(value, dict) and not hasattr(value, "schema"):
        return value
    raise _cannot(value, "dict")


_CONVERTERS = {
    "bool": _to_bool,
    "int": _to_int,
    "float": _to_float,
    "str": _to_str,
    "list": _to_list,
    "dict": _to_dict,
}
