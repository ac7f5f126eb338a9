"""Tables that add to other tables without a copy of all that is in them.

A schema has the attributes of its base and its own. Inheritance can be thousands of levels
deep, and a full table for each level would take memory and time with the square of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, overload

Item = TypeVar("Item")
Default = TypeVar("Default")

_SMALL = 32  # tables up to this size are rather copied than looked at one after the other


def derive(own: dict[str, Item], base: Mapping[str, Item]) -> Mapping[str, Item]:
    """Return ``base`` with the items ``own`` added, or put in place of those of the same name."""
    parts = [own, *(base.parts if isinstance(base, _Layers) else [base])]
    while len(parts) > 1 and len(parts[1]) <= max(2 * len(parts[0]), _SMALL):
        parts[:2] = [{**parts[1], **parts[0]}]
    return parts[0] if len(parts) == 1 else _Layers(parts)


class _Layers(Mapping[str, Item]):
    """Tables one above the other, each larger than all above it."""

    __slots__ = ("parts",)

    def __init__(self, parts: list[Mapping[str, Item]]) -> None:
        self.parts = parts

    @overload
    def get(self, key: str, /) -> Item | None: ...
    @overload
    def get(self, key: str, /, default: Item | Default) -> Item | Default: ...
    def get(self, key: str, /, default: Item | Default | None = None) -> Item | Default | None:
        for part in self.parts:
            if key in part:
                return part[key]
        return default

    def __getitem__(self, key: str) -> Item:
        for part in self.parts:
            if key in part:
                return part[key]
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return any(key in part for part in self.parts)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(key for part in self.parts for key in part))

    def __len__(self) -> int:
        return len(dict.fromkeys(self))
