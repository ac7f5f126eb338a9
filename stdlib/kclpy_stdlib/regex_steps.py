"""Matching patterns step by step, where ``re`` might take too long.

A pattern becomes a list of instructions. Where there are two ways to go on, the second waits on
a stack. From one instruction at one place in the text the outcome is always the same, unless a
reference asks what a group matched: no such pair is tried twice, and the time is proportional
to the length of the text. With references there is no such bound, only limits.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any, Final, TypeAlias

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
    to_python,
    walk,
)

MOST_STEPS: Final = 2_000_000
_MOST_INSTRUCTIONS: Final = 50_000

# With references each remembered state takes a few hundred bytes, and there is no end to them.
_MOST_REMEMBERED: Final = 20_000

Slots: TypeAlias = tuple[int, ...]  # start and end of each group, -1 if it took no part


class TooManySteps(Exception):
    """Matching takes more steps than can be afforded."""


class _Op(IntEnum):
    LETTER = 0  # index of the set
    SPLIT = 1  # where to go on, and where else
    JUMP = 2  # where to go on
    SAVE = 3  # index of the slot
    ASSERT = 4  # compiled pattern
    AHEAD = 5  # index of a program, and whether it must not match
    ATOMIC = 6  # index of a program
    REFERENCE = 7  # number of the group, and whether case is ignored
    ACCEPT = 8


Instruction: TypeAlias = tuple[_Op, Any, Any]


class Found:
    """A match, with what of ``re.Match`` is needed."""

    def __init__(self, text: str, slots: Slots) -> None:
        self.text = text
        self.slots = slots

    def __getitem__(self, group: int) -> str | None:
        start, end = self.slots[2 * group : 2 * group + 2]
        return None if start < 0 or end < 0 else self.text[start:end]

    def span(self) -> tuple[int, int]:
        """Return where the match begins and ends."""
        return self.slots[0], self.slots[1]


class Program:
    """A pattern as instructions; those of what is within look-ahead stand in ``parts``."""

    def __init__(self, node: Node, groups: int) -> None:
        self.slots: Slots = (-1,) * (2 * groups + 2)
        self.has_references = any(isinstance(part, Reference) for part in walk(node))
        self.letters: dict[str, int] = {}
        self.parts: list[list[Instruction]] = []
        self.code = self._part(node)

    def _part(self, node: Node) -> list[Instruction]:
        code: list[Instruction] = []
        self._emit(node, code)
        code.append((_Op.ACCEPT, None, None))
        return code

    def _emit(self, node: Node, code: list[Instruction]) -> None:
        if len(code) > _MOST_INSTRUCTIONS:
            raise TooManySteps
        match node:
            case Letter():
                index = self.letters.setdefault(to_python(node), len(self.letters))
                code.append((_Op.LETTER, index, None))
            case Assertion(pattern):
                code.append((_Op.ASSERT, re.compile(pattern), None))
            case Sequence(items):
                for item in items:
                    self._emit(item, code)
            case Choice(alternatives):
                self._choice(alternatives, code)
            case Repeat():
                self._repeat(node, code)
            case Group(item, number):
                code.append((_Op.SAVE, 2 * number, None))
                self._emit(item, code)
                code.append((_Op.SAVE, 2 * number + 1, None))
            case Atomic(item):
                code.append((_Op.ATOMIC, self._index(item), None))
            case Ahead(item, is_negated):
                code.append((_Op.AHEAD, self._index(item), is_negated))
            case Reference(number, ignore_case):
                code.append((_Op.REFERENCE, number, ignore_case))

    def _index(self, node: Node) -> int:
        self.parts.append(self._part(node))
        return len(self.parts) - 1

    def _choice(self, alternatives: tuple[Node, ...], code: list[Instruction]) -> None:
        jumps = []
        for alternative in alternatives[:-1]:
            split = self._reserve(code)
            self._emit(alternative, code)
            jumps.append(self._reserve(code))
            code[split] = (_Op.SPLIT, split + 1, len(code))
        self._emit(alternatives[-1], code)
        for jump in jumps:
            code[jump] = (_Op.JUMP, len(code), None)

    def _repeat(self, node: Repeat, code: list[Instruction]) -> None:
        is_open = node.high is None
        for _ in range(node.low - is_open):
            self._emit(node.item, code)
        optional = int(node.low == 0) if node.high is None else node.high - node.low
        splits = []
        for _ in range(optional):
            splits.append((self._reserve(code), len(code)))
            if not is_open:
                self._emit(node.item, code)
        if is_open:
            # Once, and then again: a round that consumes nothing is the last one.
            start = len(code)
            self._emit(node.item, code)
            splits.append((self._reserve(code), start))
        for split, inside in splits:
            ways = (inside, len(code))
            code[split] = (_Op.SPLIT, *(ways[::-1] if node.is_lazy else ways))

    def _reserve(self, code: list[Instruction]) -> int:
        """Make room for an instruction whose targets are not known yet."""
        code.append((_Op.ACCEPT, None, None))
        return len(code) - 1


class Matcher:
    """Searches one text; all searches together may take `MOST_STEPS`."""

    def __init__(self, program: Program, text: str) -> None:
        self.program = program
        self.text = text
        self.steps = 0
        self.letters = [_Members(pattern) for pattern in program.letters]
        self.outcomes: dict[tuple[int, int], Slots | None] = {}

    def search(self, position: int) -> Found | None:
        """Return the first match that begins at ``position`` or later."""
        seen: set[Any] = set()
        for start in range(position, len(self.text) + 1):
            slots = self._run(self.program.code, start, self.program.slots, seen)
            if slots is not None:
                return Found(self.text, (start, *slots[1:]))
        return None

    def _run(
        self, code: list[Instruction], start: int, slots: Slots, seen: set[Any]
    ) -> Slots | None:
        """Return the slots of the first match, whose second one is the end; None if none."""
        text, length = self.text, len(self.text)
        has_references = self.program.has_references
        waiting = [(0, start, slots)]
        steps = self.steps
        while waiting:
            at, place, slots = waiting.pop()
            while True:
                steps += 1
                if steps > MOST_STEPS:
                    raise TooManySteps
                op, one, two = code[at]
                at += 1
                if op == _Op.LETTER:
                    if place == length or not self.letters[one][text[place]]:
                        break
                    place += 1
                elif op == _Op.SPLIT:
                    key = (at, place, slots) if has_references else (at, place)
                    if key in seen:
                        break
                    if not has_references or len(seen) < _MOST_REMEMBERED:
                        seen.add(key)
                    waiting.append((two, place, slots))
                    at = one
                elif op == _Op.JUMP:
                    at = one
                elif op == _Op.SAVE:
                    slots = (*slots[:one], place, *slots[one + 1 :])
                elif op == _Op.ASSERT:
                    if one.match(text, place) is None:
                        break
                elif op == _Op.ACCEPT:
                    self.steps = steps
                    return (slots[0], place, *slots[2:])
                else:
                    self.steps = steps
                    further = self._step(op, one, two, place, slots)
                    steps = self.steps
                    if further is None:
                        break
                    place, slots = further
        self.steps = steps
        return None

    def _step(
        self, op: _Op, one: Any, two: Any, place: int, slots: Slots
    ) -> tuple[int, Slots] | None:
        """Do one of the rarer instructions; return where to go on."""
        if op == _Op.REFERENCE:
            return self._reference(one, two, place, slots)
        found = self._part(one, place, slots)
        if op == _Op.ATOMIC:
            return None if found is None else (found[1], _merged(slots, found))
        if (found is not None) == two:
            return None
        return place, slots if found is None else _merged(slots, found)

    def _part(self, index: int, place: int, slots: Slots) -> Slots | None:
        """Return the match of a part of the pattern at a place."""
        part = self.program.parts[index]
        if self.program.has_references:
            return self._run(part, place, slots, set())
        key = (index, place)
        if key not in self.outcomes:
            self.outcomes[key] = self._run(part, place, self.program.slots, set())
        return self.outcomes[key]

    def _reference(
        self, group: int, ignore_case: bool, place: int, slots: Slots
    ) -> tuple[int, Slots] | None:
        wanted = Found(self.text, slots)[group]
        if wanted is None:
            return None
        end = place + len(wanted)
        found = self.text[place:end]
        if ignore_case:
            wanted, found = wanted.lower(), found.lower()
        return (end, slots) if found == wanted else None


class _Members(dict[str, bool]):
    """Whether characters are in a set; found out when one is first asked for."""

    def __init__(self, pattern: str) -> None:
        super().__init__()
        self.pattern = re.compile(pattern)

    def __missing__(self, char: str) -> bool:
        is_member = self[char] = self.pattern.fullmatch(char) is not None
        return is_member


def _merged(slots: Slots, found: Slots) -> Slots:
    """Return slots with what a part of the pattern matched."""
    inner = (new if new >= 0 else old for old, new in zip(slots[2:], found[2:], strict=True))
    return (*slots[:2], *inner)
