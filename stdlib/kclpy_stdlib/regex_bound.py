"""How many steps ``re`` takes at most to search a text for a pattern.

``re`` tries one way after the other and cannot be interrupted. How many ways there are follows
from the pattern and from the characters of the text: a repetition of a set goes no further than
the longest run of its characters, and where the set has nothing in common with what must come
next, it has only one way to end. The bound is never too low; it may be much too high.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from kclpy_stdlib.regex_nodes import (
    Ahead,
    Assertion,
    Atomic,
    Choice,
    Group,
    Letter,
    Node,
    Reference,
    Repeat,
    Sequence,
    children,
    to_python,
    walk,
)

START: Final = Assertion("\\A")
# Look-behind has a bounded width; this is what it costs, generously.
_ASSERTION_STEPS: Final = 64.0


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a pattern bounds the steps for any text, if no repetition is in another."""

    size: int
    repetitions: int
    is_nested: bool

    @classmethod
    def of(cls, node: Node) -> Shape:
        """Return the shape of a pattern."""
        parts = list(walk(node))
        repeats = [part for part in parts if isinstance(part, Repeat)]
        is_nested = any(isinstance(part, (Choice, Reference)) for part in parts) or any(
            isinstance(part, Repeat) for repeat in repeats for part in walk(repeat.item)
        )
        return cls(len(parts), len(repeats), is_nested)

    def steps(self, length: int) -> float:
        """Return a first bound for texts of that length, which is quickly computed."""
        if self.is_nested:
            return math.inf
        return _ASSERTION_STEPS * self.size * float(length + 1) ** (self.repetitions + 1)


def steps_of_search(node: Node, text: str) -> float:
    """Return how many steps looking for all matches takes at most."""
    cost = _Bound(text).of(_without_tail(node)).steps
    first = node.items[0] if isinstance(node, Sequence) and node.items else node
    starts = 1 if first == START else len(text) + 1
    return starts * cost + len(text)


def _without_tail(node: Node) -> Node:
    """Return the node without letters at its end that need not be there: they cannot fail."""
    if isinstance(node, Repeat) and isinstance(node.item, Letter):
        return Repeat(node.item, node.low, node.low) if node.low else Sequence(())
    if isinstance(node, Sequence) and node.items:
        last = _without_tail(node.items[-1])
        rest = Sequence(node.items[:-1])
        return _without_tail(rest) if last == Sequence(()) else Sequence((*rest.items, last))
    return node


@dataclass(frozen=True, slots=True)
class _Ways:
    """In how many ways a node may match from one place, and the steps of trying them all."""

    count: float
    steps: float


class _Bound:
    """Computes bounds for one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.alphabet = "".join(set(text))
        self.members: dict[Letter, frozenset[str]] = {}

    def of(self, node: Node) -> _Ways:
        """Return the bound for a node."""
        match node:
            case Letter():
                return _Ways(1, 1)
            case Assertion():
                return _Ways(1, _ASSERTION_STEPS)
            case Sequence(items):
                return self._sequence(items)
            case Choice(alternatives):
                return self._choice(alternatives)
            case Repeat():
                return self._repeat(node)
            case Group(item, _):
                return self.of(item)
            case Atomic(item) | Ahead(item, _):
                return _Ways(1, self.of(item).steps)
            case Reference():
                return _Ways(1, len(self.text) + 1)

    def _sequence(self, items: tuple[Node, ...]) -> _Ways:
        count, steps = 1.0, 1.0
        for position, item in enumerate(items):
            ways = self.of(item)
            steps += count * ways.steps
            if not self._ends_in_one_way(item, items[position + 1 :]):
                count *= ways.count
        return _Ways(count, steps)

    def _ends_in_one_way(self, item: Node, following: tuple[Node, ...]) -> bool:
        """Tell whether letters are repeated until one comes that they do not contain."""
        while isinstance(item, Group):
            item = item.item
        if not isinstance(item, Repeat) or not isinstance(item.item, Letter):
            return False
        first = self._first_of(following)
        return first is not None and not first & self._members(item.item)

    def _choice(self, alternatives: tuple[Node, ...]) -> _Ways:
        ways = [self.of(alternative) for alternative in alternatives]
        steps = sum(one.steps for one in ways)
        firsts = [self._first_of((alternative,)) for alternative in alternatives]
        known = [first for first in firsts if first is not None]
        is_exclusive = len(known) == len(firsts) and (
            sum(map(len, known)) == len(frozenset().union(*known))
        )
        counts = [one.count for one in ways]
        return _Ways(max(counts) if is_exclusive else sum(counts), steps)

    def _repeat(self, node: Repeat) -> _Ways:
        ways = self.of(node.item)
        most = float(max(self._longest_run(node.item), node.low))
        if node.high is not None:
            most = min(most, node.high)
        if ways.count <= 1:
            return _Ways(most - node.low + 1, (most + 1) * ways.steps)
        try:
            count = float(ways.count) ** (most + 1)
        except OverflowError:
            count = math.inf
        return _Ways(count, count * ways.steps)

    def _longest_run(self, node: Node) -> int:
        """Return how many characters in a row a node may consume, however often it stands."""
        parts = list(walk(node))
        if any(isinstance(part, Reference) for part in parts):
            return len(self.text)
        letters = {to_python(part) for part in parts if isinstance(part, Letter)}
        if not letters:
            return 0
        runs = re.finditer(f"(?:{'|'.join(sorted(letters))})+", self.text)
        return max((run.end() - run.start() for run in runs), default=0)

    def _first_of(self, items: tuple[Node, ...]) -> frozenset[str] | None:
        """Return the characters with which a match may begin; None if it may be empty."""
        found: frozenset[str] = frozenset()
        for item in items:
            first, may_be_empty = self._first(item)
            if first is None:
                return None
            found |= first
            if not may_be_empty:
                return found
        return None

    def _first(self, node: Node) -> tuple[frozenset[str] | None, bool]:
        """Return the characters with which a node begins, and whether it may be empty."""
        match node:
            case Letter():
                return self._members(node), False
            case Assertion() | Ahead():
                return frozenset(), True
            case Reference():
                return None, True
            case Repeat(item, low):
                first, may_be_empty = self._first(item)
                return first, may_be_empty or low == 0
            case Choice(alternatives):
                firsts = [self._first(alternative) for alternative in alternatives]
                known = [first for first, _ in firsts if first is not None]
                if len(known) < len(firsts):
                    return None, True
                return frozenset().union(*known), any(empty for _, empty in firsts)
        found: frozenset[str] = frozenset()
        for item in children(node):
            first, may_be_empty = self._first(item)
            if first is None:
                return None, True
            found |= first
            if not may_be_empty:
                return found, False
        return found, True

    def _members(self, letter: Letter) -> frozenset[str]:
        """Return the characters of the text that are in a set."""
        found = self.members.get(letter)
        if found is None:
            found = frozenset(re.findall(to_python(letter), self.alphabet))
            self.members[letter] = found
        return found
