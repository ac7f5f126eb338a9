"""The limits of a schema for numbers, lengths and counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kclpy.runtime.values import Value

_SIZES = (
    (str, "Length", "characters"),
    (list, "Items", "items"),
    (dict, "Properties", "fields"),
)


def exceeded(value: Value, limits: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wanted and what is given, for each limit that does not hold."""
    for kind, word, unit in _SIZES:
        if isinstance(value, kind):
            yield from _size(len(value), limits, word, unit)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        yield from _number(value, limits)


def _size(size: int, limits: Mapping[str, Any], word: str, unit: str) -> Iterator[tuple[str, str]]:
    least, most = limits.get(f"min{word}", 0), limits.get(f"max{word}")
    if size < least:
        yield f"at least {least} {unit}", str(size)
    if most is not None and size > most:
        yield f"at most {most} {unit}", str(size)


def _number(value: float, limits: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    least, most = limits.get("minimum"), limits.get("maximum")
    above, below = limits.get("exclusiveMinimum"), limits.get("exclusiveMaximum")
    if above is True and least is not None and value <= least:
        yield f"a value above {least}", str(value)
    elif least is not None and value < least:
        yield f"a value of at least {least}", str(value)
    if below is True and most is not None and value >= most:
        yield f"a value below {most}", str(value)
    elif most is not None and value > most:
        yield f"a value of at most {most}", str(value)
    step = limits.get("multipleOf")
    if step and value % step:
        yield f"a multiple of {step}", str(value)
