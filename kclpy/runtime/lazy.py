"""Globals with several assignments, one of which may be wanted before it ran.

The rule is the official engine's (reference, 02 section 6.3): a read that comes first runs the
last assignment ahead of its place; a read that finds all assignments done, or an augmented
one just done, sees what they left.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from kclpy.runtime.values import Undefined, Value


class _Unset:
    """The value of a deferred global whose statement has not run."""

    __slots__ = ()


UNSET: Final = _Unset()

# What a setter stops at: a cell and the number of one of its assignments, None for nothing.
Stop: TypeAlias = "tuple[Cell, int] | None"


class Cell:
    """A global variable with its assignments."""

    __slots__ = ("cache", "count", "is_cached_by_read", "level", "setters", "value")

    def __init__(self, setters: tuple[Callable[[Stop], None], ...]) -> None:
        self.setters = setters
        self.value: Value = Undefined
        self.cache: Value = UNSET
        self.is_cached_by_read = False
        self.level = 0  # how many reads are running assignments, one inside the other
        self.count = 0  # how many assignments ran in their place

    def read(self) -> Value:
        """Return what a read sees, running an assignment ahead if none is final yet."""
        if self.cache is not UNSET:
            return self.cache
        self.level += 1
        number = len(self.setters) - self.level
        try:
            if number >= 0:
                self.setters[number]((self, number))
        finally:
            self.level -= 1
        self.cache = self.value
        self.is_cached_by_read = True
        return self.value

    def read_own(self) -> Value:
        """Return what an assignment to this variable sees of it: the value so far."""
        if self.level == 0 or len(self.setters) == 1:
            return self.value
        return self.read()

    def store(self, value: Value, number: int, reads_itself: bool, stop: Stop) -> None:
        """Assign ``value``; ``stop`` is not None where a read runs the assignment ahead."""
        self.value = value
        if stop is not None:
            return
        self.count += 1
        is_last = number == len(self.setters) - 1
        if reads_itself:
            if is_last or not self.is_cached_by_read:
                self.cache = value
        elif self.cache is UNSET and (is_last or self.count >= len(self.setters)):
            self.cache = value
