"""Path selectors: the part of a result that is asked for (reference, 07 section 2.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kclpy.runtime.errors import fail, functions
from kclpy.runtime.values import Value

_INDEX: Final = re.compile(r"\+?[0-9]+")


def select(value: Value, paths: Sequence[str], show_hidden: bool = False) -> Value:
    """Return what the dotted ``paths`` lead to: one value, or a list where there are several.

    A result that is no dict has no parts; it is returned as it is.
    """
    if not paths or not isinstance(value, dict):
        return value
    selected = [_follow(value, path, show_hidden) for path in paths]
    return selected[0] if len(selected) == 1 else selected


def _follow(value: Value, path: str, show_hidden: bool) -> Value:
    if path.startswith("_") and not show_hidden:
        raise fail(functions.SelectorNotFound(path))
    for part in path.split("."):
        value = _part(value, part, path)
    return value


def _part(value: Value, part: str, path: str) -> Value:
    """Return the entry or item of ``value`` that one part of a path names."""
    if isinstance(value, dict):
        if part in value:
            return value[part]
    elif isinstance(value, list) and _INDEX.fullmatch(part) and int(part) < len(value):
        return value[int(part)]
    names = tuple(value) if isinstance(value, dict) else ()
    raise fail(functions.SelectorNotFound(path, part, names))
