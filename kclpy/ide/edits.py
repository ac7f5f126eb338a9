"""Changes to a text, by offsets."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kclpy.source import Span


class Edit(NamedTuple):
    """Put ``text`` in the place of the range ``[start, end)``."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with all of ``edits`` done; they must not overlap, equal ones count once."""
    parts = []
    position = 0
    for edit in sorted(set(edits)):
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])


@lru_cache(maxsize=8)  # many places of the same texts are asked about
def unchanged(before: str, after: str) -> tuple[int, int]:
    """Return how many characters two texts share at their beginnings, and then at their ends."""
    head = _shared_start(before, after)
    return head, _shared_start(before[head:][::-1], after[head:][::-1])


def has_kept_line(span: Span, after: str) -> bool:
    """Return whether the lines that ``span`` stands on are in an unchanged part of its file."""
    before = span.file.text
    head, tail = unchanged(before, after)
    end = before.find("\n", span.end)
    if (end if end >= 0 else len(before)) <= head:
        return True
    start = before.rfind("\n", 0, span.start) + 1
    now = start + len(after) - len(before)
    return start >= len(before) - tail and after[max(now - 1, 0) : now] in ("", "\n")


def _shared_start(one: str, other: str) -> int:
    """Return how many characters the beginnings of two texts share."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
