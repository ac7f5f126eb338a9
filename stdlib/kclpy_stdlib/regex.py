"""The module ``regex`` (reference, 09 regex).

Patterns have the syntax of Rust's regular expressions, which `regex_syntax` translates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import fail
from kclpy.runtime.values import Value
from kclpy_stdlib.arguments import text_of
from kclpy_stdlib.regex_syntax import InvalidPattern, Regex, translate

library = Library("regex", fail)

_REFERENCE = re.compile(r"\$(?:(\$)|(\w+)|\{([^}]*)\})")


@library.builtin
def match(string: str, pattern: str) -> bool:
    """Return whether the pattern matches somewhere in the text."""
    return _required("match", pattern).search(text_of(string)) is not None


@library.builtin
def search(string: str, pattern: str) -> bool:
    """Return whether the pattern matches somewhere in the text."""
    return _required("search", pattern).search(text_of(string)) is not None


@library.builtin
def compile_(pattern: str) -> bool:
    """Return whether a text is a valid pattern."""
    return not isinstance(_compiled(text_of(pattern)), str)


@library.builtin
def replace(string: str, pattern: str, replace: str, count: int = 0) -> str:
    """Return the text with `replace` in place of the first `count` matches, by default all.

    In `replace`, `$1` and `$name` stand for what a group matched, `$0` for the whole match
    and `$$` for a dollar.
    """
    text, template = text_of(string), text_of(replace)
    regex = _required("replace", pattern)
    limit = count if type(count) is int else 0
    pieces = []
    position = 0
    for number, found in enumerate(_matches(regex, text), 1):
        pieces += [text[position : found.start()], _expanded(template, regex, found)]
        position = found.end()
        if number == limit:
            break
    return "".join(pieces) + text[position:]


@library.builtin
def findall(string: str, pattern: str) -> list[Any]:
    """Return all matches; with two or more groups, lists of what these matched."""
    regex = _required("findall", pattern)
    found = _matches(regex, text_of(string))
    if regex.pattern.groups < 2:
        return [match[0] for match in found]
    return [list(match.groups("")) for match in found]


@library.builtin
def split(string: str, pattern: str, maxsplit: int = 0) -> list[str]:
    """Return the parts between the matches, of which at most `maxsplit` cut if it is given."""
    text = text_of(string)
    limit = maxsplit if type(maxsplit) is int else 0
    parts = []
    position = 0
    for number, found in enumerate(_matches(_required("split", pattern), text), 1):
        parts.append(text[position : found.start()])
        position = found.end()
        if number == limit:
            break
    return [*parts, text[position:]]


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Regex | str:
    """Return a pattern ready to match, or what is wrong with it."""
    try:
        return translate(pattern)
    except InvalidPattern as error:
        return str(error)


def _required(name: str, pattern: Value) -> Regex:
    regex = _compiled(text_of(pattern))
    if isinstance(regex, str):
        raise fail(f"regex.{name}() invalid pattern '{text_of(pattern)}': {regex}")
    return regex


def _matches(regex: Regex, text: str) -> Iterator[re.Match[str]]:
    """Yield the matches; no empty one directly behind another."""
    position = 0
    behind = -1  # the end of the last match
    while position <= len(text):
        found = regex.pattern.search(text, position)
        if found is None:
            return
        start, end = found.span()
        if start != end:
            position = end
        else:
            position = end + 1
            if start == behind:
                continue
        behind = end
        yield found


def _expanded(template: str, regex: Regex, found: re.Match[str]) -> str:
    """Return ``template`` with its references filled in; those to nothing are empty."""
    if "$" not in template:
        return template

    def filled(reference: re.Match[str]) -> str:
        if reference[1]:
            return "$"
        name = reference[2] or reference[3] or ""
        number = int(name) if name.isdecimal() else regex.names.get(name, -1)
        if not 0 <= number <= regex.pattern.groups:
            return ""
        return found[number] or ""

    return _REFERENCE.sub(filled, template)
