"""The text of values: `str()`, interpolation and `print` (reference, 08 section 5).

Floats have three texts: that of `str()` never uses an exponent (`format_float`); JSON and YAML
use one for very large and very small numbers (`json_float`, `yaml_float`). All of them write
the shortest digits that read back equal.
"""

from __future__ import annotations

from math import isinf, isnan

from kclpy.runtime.values import (
    Function,
    Instance,
    NumberMultiplier,
    Undefined,
    Value,
)

_TYPE_NAMES = {
    int: "int",
    str: "str",
    float: "float",
    bool: "bool",
    list: "list",
    Function: "function",
    type(None): "NoneType",
    type(Undefined): "UndefinedType",
}


def type_name(value: Value) -> str:
    """Return the name of the type of ``value`` as messages show it."""
    name = _TYPE_NAMES.get(type(value))
    if name is not None:
        return name
    if isinstance(value, dict):
        return value.schema.name if type(value) is Instance else "dict"
    if type(value) is NumberMultiplier:
        return f"number_multiplier({value!r})"
    return "type"


def to_text(value: Value) -> str:
    """Return ``str(value)``."""
    kind = type(value)
    if kind is str:
        return str(value)
    if kind is int or kind is bool or value is None or value is Undefined:
        return repr(value)
    if kind is float:
        return format_float(value)
    pieces: list[str] = []
    _append(value, pieces)
    return "".join(pieces)


def format_float(number: float) -> str:
    """Return the text of ``number`` without an exponent and with at least one decimal."""
    text = repr(number)
    if "e" in text:
        return _positional(text)
    if isnan(number) or isinf(number):
        return "NaN.0" if isnan(number) else f"{text}.0"
    return text


def json_float(number: float) -> str:
    """Return ``number`` as JSON has it: ``1.5``, ``1e-6``, ``1e+16``, ``null`` (09, "Floats")."""
    text = repr(number)
    if "e" in text:
        if text.endswith("e-05"):
            return _positional(text)
        return text.replace("e-0", "e-")
    return "null" if isnan(number) or isinf(number) else text


def yaml_float(number: float) -> str:
    """Return the text of ``number`` in YAML: as in JSON, but ``1e16``."""
    return json_float(number).replace("e+", "e")


def _positional(text: str) -> str:
    """Return ``text``, a number such as ``-1.5e-07``, without its exponent."""
    mantissa, _, exponent = text.partition("e")
    sign = "-" if mantissa[0] == "-" else ""
    whole, _, fraction = mantissa.removeprefix("-").partition(".")
    shift = int(exponent)
    if shift < 0:
        return f"{sign}0.{'0' * (-shift - 1)}{whole}{fraction}"
    return f"{sign}{whole}{fraction.ljust(shift, '0')}.0"


def _append(value: Value, pieces: list[str]) -> None:
    """Append the text of ``value``; the strings of a list are bare."""
    if isinstance(value, dict):
        separator = "{"
        for key, item in value.items():
            pieces.append(f"{separator}{_quoted(key)}: ")
            pieces.append(_quoted(item)) if type(item) is str else _append(item, pieces)
            separator = ", "
        pieces.append("}" if value else "{}")
    elif type(value) is list:
        separator = "["
        for item in value:
            pieces.append(separator)
            _append(item, pieces)
            separator = ", "
        pieces.append("]" if value else "[]")
    elif type(value) is NumberMultiplier:
        pieces.append(repr(value))
    elif type(value) in _TYPE_NAMES and type(value) is not Function:
        pieces.append(to_text(value))
    else:
        pieces.append("function")


def _quoted(text: str) -> str:
    """Return ``text`` in quotes as it stands in a dict."""
    if '"' not in text:
        return f"'{text}'"
    if "'" not in text:
        return f'"{text}"'
    return '"' + text.replace('"', '\\"') + '"'
