"""Writing JSON: one line, or indented (reference, 09, "json")."""

from __future__ import annotations

from json.encoder import encode_basestring
from typing import Final

from kclpy.plan.planner import Data
from kclpy.runtime.text import json_float

_WORDS: Final = {None: "null", True: "true", False: "false"}


def to_json(data: Data, indent: int = 0) -> str:
    """Return the text of ``data``; each element has its own line if ``indent`` is positive."""
    pieces: list[str] = []
    if indent > 0:
        _append_lines(data, "\n", " " * indent, pieces)
    else:
        _append(data, pieces)
    return "".join(pieces)


def _scalar(value: Data) -> str:
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is int:
        return str(value)
    return json_float(value) if kind is float else _WORDS[value]


def _append(value: Data, pieces: list[str]) -> None:
    """Append ``value`` on one line."""
    append = pieces.append
    if isinstance(value, dict):
        separator = "{"
        for key, item in value.items():
            if type(item) is dict or type(item) is list:
                append(f"{separator}{encode_basestring(key)}: ")
                _append(item, pieces)
            else:
                append(f"{separator}{encode_basestring(key)}: {_scalar(item)}")
            separator = ", "
        append("}" if value else "{}")
    elif isinstance(value, list):
        separator = "["
        for item in value:
            append(separator)
            _append(item, pieces)
            separator = ", "
        append("]" if value else "[]")
    else:
        append(_scalar(value))


def _append_lines(value: Data, line: str, step: str, pieces: list[str]) -> None:
    """Append ``value``; ``line`` is a line break and the indentation that it stands at."""
    append = pieces.append
    deeper = line + step
    if value and isinstance(value, dict):
        separator = "{"
        for key, item in value.items():
            append(f"{separator}{deeper}{encode_basestring(key)}: ")
            _append_lines(item, deeper, step, pieces)
            separator = ","
        append(f"{line}}}")
    elif value and isinstance(value, list):
        separator = "["
        for item in value:
            append(f"{separator}{deeper}")
            _append_lines(item, deeper, step, pieces)
            separator = ","
        append(f"{line}]")
    else:
        _append(value, pieces)
