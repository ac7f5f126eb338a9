"""Where a generator's decisions come from: a seeded random source, or Hypothesis."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Choices(ABC):
    """A source of decisions."""

    @abstractmethod
    def number(self, low: int, high: int) -> int:
        """Return a number from `low` to `high`, both included."""

    def pick(self, options: Sequence[T]) -> T:
        """Return one of `options`."""
        return options[self.number(0, len(options) - 1)]

    def weighted(self, options: Sequence[tuple[int, T]]) -> T:
        """Return one of `options`, each with its weight."""
        left = self.number(0, sum(weight for weight, _ in options) - 1)
        for weight, option in options:
            left -= weight
            if left < 0:
                return option
        raise AssertionError("weights do not sum up")

    def chance(self, percent: int) -> bool:
        """Return True in `percent` of a hundred cases."""
        return self.number(0, 99) >= 100 - percent

    def sample(self, options: Sequence[T], low: int, high: int) -> list[T]:
        """Return `low` to `high` different items of `options`, in their order."""
        count = min(self.number(low, high), len(options))
        left = list(range(len(options)))
        chosen = sorted(left.pop(self.number(0, len(left) - 1)) for _ in range(count))
        return [options[index] for index in chosen]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return `items` in another order."""
        left = list(items)
        return [left.pop(self.number(0, len(left) - 1)) for _ in items]


class RandomChoices(Choices):
    """Decisions by a seeded random source: fast, for long runs."""

    def __init__(self, seed: int | str) -> None:
        self.random = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        """Return a random number."""
        return self.random.randint(low, high)


class DrawnChoices(Choices):
    """Decisions by Hypothesis, which shrinks them towards the first options."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def number(self, low: int, high: int) -> int:
        """Return a number that Hypothesis draws."""
        return self.draw(st.integers(low, high))
