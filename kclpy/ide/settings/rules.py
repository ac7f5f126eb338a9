"""The words for rules of the linter, with what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Problem
from kclpy.diagnostics.catalogue import page
from kclpy.diagnostics.settings import UnknownWord
from kclpy.ide.describe import Description
from kclpy.linter.rule import Group, Rule
from kclpy.linter.rules import all_rules
from kclpy.linter.selection import ALL, DEFAULT, names_of


def words() -> Iterator[tuple[str, str]]:
    """Yield the words, wider ones first, each with what it means."""
    for word in (DEFAULT, ALL, *(group.value for group in Group)):
        yield word, _several(word)
    for name, rule in all_rules().items():
        yield name, page(rule.problem)


def mistakes(word: str) -> Iterator[Problem]:
    """Yield that ``word`` means no rule."""
    if names_of(word) is None:
        yield UnknownWord("rule", word, tuple(known for known, _ in words()))


def meaning(word: str) -> Description | None:
    """Return what a word means, None if it is none."""
    rule = all_rules().get(word)
    if rule is not None:
        return Description(word, _state(rule), page(rule.problem))
    return Description(word, "rules", _several(word)) if names_of(word) else None


def _several(word: str) -> str:
    """Return what the word for several rules means."""
    if word == ALL:
        return "All rules."
    meant = names_of(word) or ()
    named = ", ".join(f"`{name}`" for name in all_rules() if name in meant)
    what = "The rules that are on where nothing is said" if word == DEFAULT else "A group of rules"
    return f"{what}: {named}."


def _state(rule: Rule) -> str:
    """Return what is to be known of a rule beside its page."""
    fix = "a fix" if rule.is_fix_safe else "an unsafe fix"
    parts = [f"rule of {rule.group.value}", "on" if rule.is_default else "off"]
    return ", ".join([*parts, *([f"has {fix}"] if rule.has_fix else [])])
