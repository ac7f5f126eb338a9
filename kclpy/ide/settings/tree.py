"""What stands in a text of keys and values, as far as it can be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kclpy.packages.shapes import Path

# Stands in the text where the cursor is, so that something is written there.
MARK = "\ue000"

# What is nested deeper is not looked at.
DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """A key or a scalar value, at the end of ``path``.

    ``text`` is what it says, ``quote`` how it is quoted. A value that stands on a line of its own
    ``may_be_key``: its colon may still be missing. ``number`` counts documents from 0; a key is
    ``bare`` as long as no value can follow it.
    """

    path: Path
    start: int
    end: int
    is_key: bool
    text: str
    quote: str = ""
    number: int = 0
    may_be_key: bool = False
    is_bare: bool = False
    is_header: bool = False


@dataclass(slots=True)
class Tree:
    """All keys and scalars of a text, in their order.

    ``brackets`` are lists and tables in brackets, ``texts`` those that are written in lines below
    their keys.
    """

    spots: list[Spot] = field(default_factory=list)
    brackets: list[Spot] = field(default_factory=list)
    texts: list[Spot] = field(default_factory=list)

    def at(self, offset: int) -> Spot | None:
        """Return what stands at ``offset``, or ends there."""
        touching = [one for one in self.spots if one.start <= offset <= one.end]
        return next(
            (one for one in touching if offset < one.end), touching[0] if touching else None
        )

    def keys(self, path: Path, number: int) -> Iterator[Spot]:
        """Yield the keys of the table at ``path`` of a document."""
        depth = len(path)
        for one in self.spots:
            if one.is_key and one.number == number:
                if len(one.path) == depth + 1 and one.path[:depth] == path:
                    yield one
