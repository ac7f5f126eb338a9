"""Where the values of a document stand in its text."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

# The way to a value: keys and positions, () for the whole document.
Path: TypeAlias = tuple[str | int, ...]


class Place(NamedTuple):
    """The half-open ranges of offsets of a value and of its key, None if it has none."""

    value: tuple[int, int]
    key: tuple[int, int] | None = None


Places: TypeAlias = dict[Path, Place]
