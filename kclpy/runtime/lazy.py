"""Variables with several assignments, one of which may be wanted before it ran.

The rule is the official engine's (reference, 02 section 6.3): a read that comes first runs the
last assignment ahead of its place; a read that finds all assignments done, or an augmented
one just done, sees what they left. Where the last assignment stands in a branch that is not
taken, the one before it is run, and so on: no value is lost.

Globals and attributes of schemas follow the same rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from kclpy.runtime.values import Undefined, Value


class _Unset:
    """The value of a deferred global whose statement has not run."""

    __slots__ = ()


UNSET: Final = _Unset()


class Cell:
    """A variable with its assignments, numbered in the order of the text."""

    __slots__ = ("cache", "count", "is_cached_by_read", "last", "level")

    def __init__(self, last: int) -> None:
        self.last = last
        self.cache: Value = UNSET
        self.is_cached_by_read = False
        self.level = 0  # how many reads are running assignments, one inside the other
        self.count = 0  # how many assignments ran in their place

    def current(self) -> Value:
        """Return the value so far."""
        raise NotImplementedError

    def run(self, number: int) -> None:
        """Run the assignment ``number`` ahead of its place."""
        raise NotImplementedError

    def read(self) -> Value:
        """Return what a read sees, running assignments ahead if none is final yet."""
        if self.cache is not UNSET:
            return self.cache
        self.level += 1
        number = self.last + 1 - self.level
        if number >= 0:
            self.run(number)
        while number > 0 and self.current() is Undefined:
            number -= 1
            self.run(number)
        self.level -= 1
        self.cache = self.current()
        self.is_cached_by_read = True
        return self.cache

    def read_own(self) -> Value:
        """Return what an assignment to this variable sees of it: the value so far."""
        if self.level == 0 or self.last == 0:
            return self.current()
        return self.read()

    def stored(self, value: Value, is_last: bool, reads_itself: bool) -> None:
        """Note that an assignment ran in its place."""
        self.count += 1
        if reads_itself:
            if is_last or not self.is_cached_by_read:
                self.cache = value
        elif self.cache is UNSET and (is_last or self.count > self.last):
            self.cache = value


# What a setter stops at: a cell and the number of one of its assignments, None for nothing.
Stop: TypeAlias = "tuple[Cell, int] | None"


class GlobalCell(Cell):
    """A global variable. Each setter is the function of the statement that assigns it."""

    __slots__ = ("setters", "value")

    def __init__(self, setters: tuple[Callable[[Stop], None], ...]) -> None:
        super().__init__(len(setters) - 1)
        self.setters = setters
        self.value: Value = Undefined

    def current(self) -> Value:
        return self.value

    def run(self, number: int) -> None:
        self.setters[number]((self, number))

    def store(self, value: Value, number: int, reads_itself: bool, stop: Stop) -> None:
        """Assign ``value``; ``stop`` is not None where a read runs the assignment ahead."""
        self.value = value
        if stop is None:
            self.stored(value, number == self.last, reads_itself)
