"""The module ``collection`` (reference, 09 collection)."""

from __future__ import annotations

from typing import Any

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import fail
from kclpy.runtime.merge import union
from kclpy.runtime.values import Config

library = Library("collection", fail)


@library.builtin
def union_all(num: list[Any]) -> Any:
    """Return the union of all items of a list, as `|` joins them; `{}` if there are none.

    Example: `collection.union_all([{a = 1}, {b = 2}])` is `{"a": 1, "b": 2}`.
    """
    if not isinstance(num, list) or not num:
        return Config()
    total = num[0]
    for item in num[1:]:
        total = union(total, item)
    return total
