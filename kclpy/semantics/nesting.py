"""Regions of names within each other, where a name is looked up innermost first.

The scopes of the resolver and of the checker are such regions. Programs may nest thousands of
them, and most names are found far out. So a lookup from deep within takes many regions in one
step: every so many regions, one keeps which of those around it declares a name. It may,
because names are entered into the innermost region only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

_STRIDE = 64  # how many regions one step takes


class Nested(Generic[Meaning]):
    """Names declared in one region of a program, and the region around it."""

    __slots__ = ("_around", "depth", "names", "outer")

    def __init__(self, outer: Nested[Meaning] | None) -> None:
        self.outer = outer
        self.depth: int = 0 if outer is None else outer.depth + 1
        self.names: dict[str, Meaning] = {}
        self._around: tuple[dict[str, Nested[Meaning]], Nested[Meaning]] | None = None

    def find(self, name: str) -> Meaning | None:
        """Return what this region alone declares under ``name``."""
        return self.names.get(name)

    def own_names(self) -> Iterable[str]:
        """Return all names for which `find` has an answer."""
        return self.names

    def lookup(self, name: str) -> Meaning | None:
        """Return what ``name`` denotes here, or None."""
        region: Nested[Meaning] | None = self
        if self.depth > _STRIDE:
            region, found = self._lookup_from_afar(name)
            if found is not None:
                return found
        while region is not None:
            found = region.find(name)
            if found is not None:
                return found
            region = region.outer
        return None

    def _lookup_from_afar(self, name: str) -> tuple[Nested[Meaning], Meaning | None]:
        """Look ``name`` up in steps; return where to go on, or what it denotes."""
        region = self
        while region.depth > _STRIDE:
            found = region.find(name)
            if found is not None:
                return region, found
            if region.depth % _STRIDE:
                assert region.outer is not None
                region = region.outer
                continue
            holders, region = region._step()
            if name in holders:
                return region, holders[name].find(name)
        return region, None

    def _step(self) -> tuple[dict[str, Nested[Meaning]], Nested[Meaning]]:
        """Return which regions around declare a name, and the first one behind those."""
        if self._around is None:
            regions: list[Nested[Meaning]] = []
            region = self.outer
            while region is not None and region.depth % _STRIDE:
                regions.append(region)
                region = region.outer
            assert region is not None
            holders: dict[str, Nested[Meaning]] = {}
            for one in reversed(regions):
                holders.update(dict.fromkeys(one.own_names(), one))
            self._around = (holders, region)
        return self._around
