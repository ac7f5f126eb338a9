"""Which rules count: words that name rules and groups, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kclpy.diagnostics.suggestion import nearest
from kclpy.linter.rule import Group
from kclpy.linter.rules import all_rules

DEFAULT = "default"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a command line says: ``select`` is None where it says nothing."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


@cache
def names_of(word: str) -> frozenset[str] | None:
    """Return the rules that a name, a group, ``default`` or ``all`` means, None if it means none"""
    rules = all_rules()
    if word in rules:
        return frozenset([word])
    if word == ALL:
        return frozenset(rules)
    if word == DEFAULT:
        return frozenset(name for name, rule in rules.items() if rule.is_default)
    found = frozenset(name for name, rule in rules.items() if rule.group.value == word)
    return found or None


def names_of_all(words: Iterable[str]) -> frozenset[str]:
    """Return the rules that ``words`` mean together; those that mean none are left out."""
    return frozenset().union(*(names_of(word) or () for word in words))


def hint(word: str) -> str:
    """Return the word that was probably meant, "" if there is none."""
    words = [*all_rules(), *(group.value for group in Group), DEFAULT, ALL]
    return nearest(word, words) or ""


def unknown_word(words: Iterable[str]) -> str | None:
    """Return what to say of the first word that names no rule, None if all do."""
    for word in words:
        if names_of(word) is None:
            close = hint(word)
            proposal = f", did you mean '{close}'?" if close else ""
            return f"there is no rule called '{word}'{proposal}"
    return None
