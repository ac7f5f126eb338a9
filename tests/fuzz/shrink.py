"""Make a program smaller while it keeps a property: lines first, then brackets and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from tests.fuzz.programs import Program

Keeps = Callable[[Program], bool]
_OPENING, _CLOSING = "([{", ")]}"


def shrink(program: Program, keeps: Keeps, budget: int = 1000) -> Program:
    """Return a smaller program for which `keeps` holds, asking it at most `budget` times."""
    position = 0  # candidates before this one have failed since the last round began
    is_smaller = False
    for _ in range(budget):
        candidate = next(islice(_candidates(program), position, None), None)
        if candidate is None and not is_smaller:
            break
        if candidate is None:
            position, is_smaller = 0, False
        elif keeps(candidate):
            program, is_smaller = candidate, True
        else:
            position += 1
    return program


def _candidates(program: Program) -> Iterator[Program]:
    if program.options:
        yield replace(program, options=())
    for name in program.files:
        if name not in program.entries:
            yield replace(program, files={k: v for k, v in program.files.items() if k != name})
    for name, text in program.files.items():
        for shorter in _shorter(text):
            yield replace(program, files={**program.files, name: shorter})


def _shorter(text: str) -> Iterator[str]:
    """Yield texts that are shorter than `text`, the boldest first."""
    yield from _without_lines(text.splitlines(keepends=True))
    yield from _without_brackets(text)
    yield from _without_operands(text)


def _without_lines(lines: list[str]) -> Iterator[str]:
    size = len(lines) // 2
    while size:
        for start in range(0, len(lines), size):
            yield "".join(lines[:start] + lines[start + size :])
        size //= 2


def _without_brackets(text: str) -> Iterator[str]:
    """Yield `text` with what is in brackets emptied, unwrapped, or without one item."""
    for start, end in _bracketed(text):
        inside = text[start + 1 : end]
        if inside:
            yield text[: start + 1] + text[end:]
            yield text[:start] + inside + text[end + 1 :]
        items = _split(inside)
        if len(items) > 1:
            for index in range(len(items)):
                rest = ", ".join(item.strip() for item in items[:index] + items[index + 1 :])
                yield text[: start + 1] + rest + text[end:]


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    stack: list[int] = []
    for index, character in enumerate(text):
        if character in _OPENING:
            stack.append(index)
        elif character in _CLOSING and stack:
            yield stack.pop(), index


def _split(text: str) -> list[str]:
    """Return `text` cut at the commas that are in no brackets."""
    items, depth, start = [], 0, 0
    for index, character in enumerate(text):
        depth += (character in _OPENING) - (character in _CLOSING)
        if character == "," and depth == 0:
            items.append(text[start:index])
            start = index + 1
    return [*items, text[start:]]


_REPLACED = re.compile(r"\b\d{2,}\b|\"[^\"\n$]{1,}\"|\b[a-z]\w*(?:\.\w+)+\b")
_DROPPED = re.compile(
    r" (?:[-+*/%|&^]|//|\*\*|and|or|==|<|>|if|for) [^\n,)\]}]+"
    r"| else [^\n,)\]}]+|: [\w\[\]{}:]+(?= =)"
)


def _without_operands(text: str) -> Iterator[str]:
    """Yield `text` without one operation, annotation or long literal."""
    for match in _DROPPED.finditer(text):
        yield text[: match.start()] + text[match.end() :]
    for match in _REPLACED.finditer(text):
        short = '"a"' if match[0][0] == '"' else "1"
        yield text[: match.start()] + short + text[match.end() :]
