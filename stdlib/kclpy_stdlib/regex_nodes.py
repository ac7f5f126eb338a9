"""What a regular expression consists of, and how Python's ``re`` writes it.

Each node matches or does not match at a place in a text. `Letter` alone consumes a character
by itself; its pattern, like that of an `Assertion`, is Python's already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Letter:
    """One character out of a set."""

    pattern: str
    ignore_case: bool = False


@dataclass(frozen=True, slots=True)
class Assertion:
    """A place: the start, the end, the edge of a word, or what is behind."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """One node after the other."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The first alternative that lets the rest match."""

    alternatives: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A node ``low`` to ``high`` times, as often as possible unless ``is_lazy``."""

    item: Node
    low: int
    high: int | None
    is_lazy: bool = False


@dataclass(frozen=True, slots=True)
class Atomic:
    """A node of which only the first match counts."""

    item: Node


@dataclass(frozen=True, slots=True)
class Group:
    """A node whose match is remembered under a number."""

    item: Node
    number: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """What must follow, or must not."""

    item: Node
    is_negated: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """The text that a group matched."""

    number: int
    ignore_case: bool


Node: TypeAlias = (
    Letter | Assertion | Sequence | Choice | Repeat | Atomic | Group | Ahead | Reference
)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly within a node."""
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Choice):
        return node.alternatives
    if isinstance(node, (Letter, Assertion, Reference)):
        return ()
    return (node.item,)


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all within it."""
    yield node
    for child in children(node):
        yield from walk(child)


def may_be_empty(node: Node) -> bool:
    """Tell whether a node may match without consuming anything."""
    match node:
        case Letter():
            return False
        case Assertion() | Ahead() | Reference():
            return True
        case Choice(alternatives):
            return any(map(may_be_empty, alternatives))
        case Repeat(item, low):
            return low == 0 or may_be_empty(item)
    return all(map(may_be_empty, children(node)))


def to_python(node: Node) -> str:
    """Return the pattern that ``re`` compiles."""
    match node:
        case Letter(pattern, ignore_case):
            return f"(?i:{pattern})" if ignore_case else pattern
        case Assertion(pattern):
            return pattern
        case Sequence(items):
            return "".join(_joined(items))
        case Choice(alternatives):
            return f"(?:{'|'.join(map(to_python, alternatives))})"
        case Repeat():
            return _repeated(node)
        case Atomic(item):
            return f"(?>{to_python(item)})"
        case Group(item, _):
            return f"({to_python(item)})"
        case Ahead(item, is_negated):
            return f"({'?!' if is_negated else '?='}{to_python(item)})"
        case Reference(number, ignore_case):
            return f"({'?i' if ignore_case else '?'}:\\{number})"


def _joined(items: tuple[Node, ...]) -> Iterator[str]:
    """Yield the patterns of a sequence, letters of any case in a row in one group."""
    for is_folded, run in groupby(items, lambda item: getattr(item, "ignore_case", False)):
        if is_folded:
            run_text = "".join(
                item.pattern if isinstance(item, Letter) else to_python(item) for item in run
            )
            yield f"(?i:{run_text})"
        else:
            yield from map(to_python, run)


def _repeated(node: Repeat) -> str:
    item = to_python(node.item)
    if not isinstance(node.item, (Letter, Group)):
        item = f"(?:{item})"
    high = "" if node.high is None else node.high
    operator = {(0, ""): "*", (1, ""): "+", (0, 1): "?"}.get((node.low, high))
    if operator is None:
        operator = f"{{{node.low}}}" if node.low == high else f"{{{node.low},{high}}}"
    return f"{item}{operator}{'?' if node.is_lazy else ''}"
