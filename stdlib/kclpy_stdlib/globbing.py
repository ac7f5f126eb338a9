"""File name patterns: ``*``, ``?``, ``[…]``, and ``**`` for any number of directories."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

from kclpy.runtime.errors import EvaluationError, fail


def glob(pattern: str, is_allowed: Callable[[str], bool]) -> list[str]:
    """Return the existing paths that an absolute ``pattern`` matches, in order.

    Links are followed, but nothing that is not allowed is entered or returned.
    """
    parts = pattern.split("/")
    only_directories = parts[-1] in ("", "**")
    steps = [_Step(part, pattern) for part in parts[1:] if part]
    found = {path for path in _walk("", steps, 0) if path and is_allowed(path)}
    if only_directories:
        found = {path for path in found if os.path.isdir(path)}
    return sorted(found, key=lambda path: [part for part in path.split("/") if part != "."])


class _Step:
    """One component of a pattern; ``regex`` is None for a plain name."""

    def __init__(self, text: str, pattern: str) -> None:
        self.text = text
        self.is_recursive = text == "**"
        self.regex: re.Pattern[str] | None = None
        if any(char in text for char in "*?["):
            self.regex = re.compile(_translate(text, pattern), re.DOTALL)


def _walk(base: str, steps: list[_Step], position: int) -> Iterator[str]:
    if position == len(steps):
        yield base
        return
    step = steps[position]
    if step.is_recursive:
        for directory in _directories(base):
            if directory != base or position + 1 < len(steps):
                yield from _walk(directory, steps, position + 1)
    elif step.regex is None:
        path = f"{base}/{step.text}"
        if os.path.lexists(path):
            yield from _walk(path, steps, position + 1)
    else:
        for name in _names(base):
            if step.regex.fullmatch(name):
                yield from _walk(f"{base}/{name}", steps, position + 1)


def _directories(base: str) -> Iterator[str]:
    """Yield ``base`` and all directories below; links to directories are not entered."""
    waiting = [base]
    while waiting:
        directory = waiting.pop()
        yield directory
        paths = [f"{directory}/{name}" for name in _names(directory)]
        waiting += [path for path in paths if os.path.isdir(path) and not os.path.islink(path)]


def _names(directory: str) -> list[str]:
    try:
        return os.listdir(directory or "/")
    except OSError:
        return []


def _translate(text: str, pattern: str) -> str:
    """Return the regular expression of one component."""
    offset = pattern.index(text)
    pieces = []
    position = 0
    while position < len(text):
        char = text[position]
        start = position
        position += 1
        if char == "*":
            position = _end_of_stars(text, start, offset)
            pieces.append("" if text[start:position] == "**" else ".*")
        elif char == "?":
            pieces.append(".")
        elif char == "[":
            position = _end_of_class(text, start)
            if position < 0:
                raise _wrong(offset + start, "invalid range pattern")
            pieces.append(_class(text[start + 1 : position - 1]))
        else:
            pieces.append(re.escape(char))
    return "".join(pieces)


def _end_of_stars(text: str, start: int, offset: int) -> int:
    """Return where a run of stars ends; two of them must be a component of their own."""
    end = start
    while text[end : end + 1] == "*":
        end += 1
    if end - start > 2:
        message = "wildcards are either regular `*` or recursive `**`"
        raise _wrong(offset + start + 2, message)
    if end - start == 2 and len(text) > 2:
        position = end if start == 0 else start - 1
        message = "recursive wildcards must form a single path component"
        raise _wrong(offset + position, message)
    return end


def _end_of_class(text: str, start: int) -> int:
    """Return the position behind the bracket that closes a class, -1 if there is none."""
    first = start + 2 if text[start + 1 : start + 2] == "!" else start + 1
    return text.find("]", first + 1) + 1 or -1


def _class(body: str) -> str:
    """Return a character class; a hyphen between two characters makes a range."""
    negation, members = ("^", body[1:]) if body.startswith("!") else ("", body)
    pieces = []
    position = 0
    while position < len(members):
        if members[position + 1 : position + 2] == "-" and position + 2 < len(members):
            low, high = members[position], members[position + 2]
            if low <= high:
                pieces.append(f"{re.escape(low)}-{re.escape(high)}")
            position += 3
        else:
            pieces.append(re.escape(members[position]))
            position += 1
    if not pieces:
        return "." if negation else "(?!)"
    return f"[{negation}{''.join(pieces)}]"


def _wrong(position: int, message: str) -> EvaluationError:
    return fail(
        f"Failed to read glob pattern: Pattern syntax error near position {position}: {message}"
    )
