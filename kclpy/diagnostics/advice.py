"""What is said of a diagnostic beyond the words of the official engine.

Advice never changes a diagnostic: two that differ in nothing else are one. It is shown in
additional lines, and stands in fields of its own in the formats for machines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from kclpy.diagnostics.label import Label
from kclpy.source import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of text that takes the place of a span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends a mistake; ``title`` says what it does, in the imperative."""

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """Where in the configuration a mistake is, what explains it, and how it is mended.

    ``path`` is the way to the value at fault, ``spec.containers[0].image``, or "". ``related``
    are places that explain the mistake, ``notes`` facts, ``help`` proposals, best first.
    """

    path: str = ""
    related: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()

    def joined(self, other: Advice) -> Advice:
        """Return what both say, each thing once; the path of this one wins."""
        return Advice(
            self.path or other.path,
            _each_once(self.related, other.related),
            _each_once(self.notes, other.notes),
            _each_once(self.help, other.help),
            _each_once(self.fixes, other.fixes),
        )


_T = TypeVar("_T")


def _each_once(one: tuple[_T, ...], other: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*one, *other)))


NOTHING = Advice()
