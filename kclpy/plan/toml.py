"""Writing TOML (reference, 07 section 2): values of a table first, then the tables in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite
from typing import Final, TypeGuard

from kclpy.plan.planner import Data
from kclpy.runtime.text import format_float

_BARE_KEY: Final = re.compile("[A-Za-z0-9_-]+")
_ESCAPED: Final = re.compile('["\\\\\x00-\x1f\x7f]')
_ESCAPES: Final = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}


class NotATable(ValueError):
    """A document that TOML cannot hold, because it is no dict."""

    def __init__(self, number: int) -> None:
        super().__init__(f"document {number} is not a map")


def to_toml(documents: Sequence[Data]) -> str:
    """Return the documents as TOML; each must be a dict. None has no form and is left out."""
    texts = []
    for number, data in enumerate(documents, start=1):
        if not isinstance(data, dict):
            raise NotATable(number)
        lines: list[str] = []
        _table(data, (), lines)
        texts.append("\n".join([*lines, ""]))
    return "---\n".join(texts)


def _table(table: dict[str, Data], path: tuple[str, ...], lines: list[str]) -> None:
    """Append the lines of ``table``; the header was written before."""
    indent = "  " * len(path)
    inner = []
    for key, value in table.items():
        if isinstance(value, dict) or _is_array_of_tables(value):
            inner.append((key, value))
        elif value is not None:
            lines.append(f"{indent}{_key(key)} = {_value(value)}")
    for key, value in inner:
        name = (*path, _key(key))
        header = ".".join(name)
        if isinstance(value, dict):
            if lines and not path:
                lines.append("")
            lines.append(f"{indent}[{header}]")
            _table(value, name, lines)
            continue
        for item in value:
            if lines:
                lines.append("")
            lines.append(f"{indent}[[{header}]]")
            _table(item, name, lines)


def _is_array_of_tables(value: Data) -> TypeGuard[list[dict[str, Data]]]:
    return bool(value) and isinstance(value, list) and all(isinstance(v, dict) for v in value)


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _string(key)


def _value(value: Data) -> str:
    """Return a value on one line."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value if item is not None)}]"
    if isinstance(value, dict):
        entries = (f"{_key(k)} = {_value(v)}" for k, v in value.items() if v is not None)
        return f"{{{', '.join(entries)}}}"
    return str(value)


def _float(number: float) -> str:
    return format_float(number) if isfinite(number) else repr(number)


def _string(text: str) -> str:
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"
