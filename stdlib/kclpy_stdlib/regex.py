"""The module ``regex`` (reference, 09 regex).

Patterns have the syntax of Rust's regular expressions, which `regex_syntax` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.values import Value
from kclpy_stdlib.arguments import int_of, text_of
from kclpy_stdlib.regex_search import Match, Regex
from kclpy_stdlib.regex_steps import MOST_STEPS, TooManySteps
from kclpy_stdlib.regex_syntax import InvalidPattern

library = Library("regex", fail)

_REFERENCE = re.compile(r"\$(?:(\$)|(\w+)|\{([^}]*)\})")


@library.builtin
def match(string: str, pattern: str) -> bool:
    """Return whether the pattern matches somewhere in the text.

    Example: `regex.match("web-1", "[0-9]")` is `True`.
    """
    return _has_match("match", string, pattern)


@library.builtin
def search(string: str, pattern: str) -> bool:
    """Return whether the pattern matches somewhere in the text.

    Example: `regex.search("web-1", "^[0-9]")` is `False`.
    """
    return _has_match("search", string, pattern)


@library.builtin
def compile_(pattern: str) -> bool:
    """Return whether a text is a valid pattern.

    Example: `regex.compile("(a")` is `False`.
    """
    return not isinstance(_compiled(text_of(pattern)), str)


@library.builtin
def replace(string: str, pattern: str, replace: str, count: int = 0) -> str:
    """Return the text with `replace` in place of the first `count` matches, by default all.

    In `replace`, `$1` and `$name` stand for what a group matched, `$0` for the whole match
    and `$$` for a dollar.

    Example: `regex.replace("a1b2", "([0-9])", "<$1>")` is `"a<1>b<2>"`.
    """
    limit = int_of(count)
    text, template = text_of(string), text_of(replace)
    regex = _required("replace", pattern)
    pieces = []
    position = 0
    for number, found in enumerate(_matches("replace", regex, pattern, text), 1):
        start, end = found.span()
        pieces += [text[position:start], _expanded(template, regex, found)]
        position = end
        if number == limit:
            break
    return "".join(pieces) + text[position:]


@library.builtin
def findall(string: str, pattern: str) -> list[str]:
    """Return all matches; with two or more groups, lists of what these matched.

    The checker takes all for strings, as that of the official engine does.

    Example: `regex.findall("a1b22", "[0-9]+")` is `["1", "22"]`.
    """
    regex = _required("findall", pattern)
    found = list(_matches("findall", regex, pattern, text_of(string)))
    texts: list[Any] = [match[0] for match in found]
    if regex.groups > 1:
        numbers = range(1, regex.groups + 1)
        texts = [[match[group] or "" for group in numbers] for match in found]
    return texts


@library.builtin
def split(string: str, pattern: str, maxsplit: int = 0) -> list[str]:
    """Return the parts between the matches, of which at most `maxsplit` cut if it is given.

    Example: `regex.split("a,b;c", "[,;]")` is `["a", "b", "c"]`.
    """
    limit = int_of(maxsplit)
    text = text_of(string)
    parts = []
    position = 0
    regex = _required("split", pattern)
    for number, found in enumerate(_matches("split", regex, pattern, text), 1):
        start, end = found.span()
        parts.append(text[position:start])
        position = end
        if number == limit:
            break
    return [*parts, text[position:]]


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Regex | str:
    """Return a pattern ready to match, or what is wrong with it."""
    try:
        return Regex(pattern)
    except InvalidPattern as error:
        return str(error)


def _required(name: str, pattern: Value) -> Regex:
    regex = _compiled(text_of(pattern))
    if isinstance(regex, str):
        raise fail(f"regex.{name}() invalid pattern '{text_of(pattern)}': {regex}")
    return regex


def _has_match(name: str, string: Value, pattern: Value) -> bool:
    regex = _required(name, pattern)
    try:
        return regex.first(text_of(string)) is not None
    except TooManySteps:
        raise _gives_up(name, pattern) from None


def _matches(name: str, regex: Regex, pattern: Value, text: str) -> Iterator[Match]:
    try:
        yield from regex.matches(text)
    except TooManySteps:
        raise _gives_up(name, pattern) from None


def _gives_up(name: str, pattern: Value) -> EvaluationError:
    return fail(
        f"regex.{name}() gives up on the pattern '{text_of(pattern)}' after {MOST_STEPS:,} steps"
    )


def _expanded(template: str, regex: Regex, found: Match) -> str:
    """Return ``template`` with its references filled in; those to nothing are empty."""
    if "$" not in template:
        return template

    def filled(reference: re.Match[str]) -> str:
        if reference[1]:
            return "$"
        name = reference[2] or reference[3] or ""
        number = int(name) if name.isdecimal() else regex.names.get(name, -1)
        if not 0 <= number <= regex.groups:
            return ""
        return found[number] or ""

    return _REFERENCE.sub(filled, template)
