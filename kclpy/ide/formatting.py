"""Formatting as small changes, so that cursors and marks stay where they are."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from kclpy.formatter import format_lines, format_text
from kclpy.formatter.encoding import Encoding, SettingsError, encoding_of, settings_for
from kclpy.ide.edits import Edit

# How many old and new lines differ before the texts go on alike; few are tried first.
_FARTHEST = 60
_NEAREST = [(fewer, both - fewer) for both in range(1, _FARTHEST) for fewer in range(both + 1)]


def format_document(text: str, path: str) -> list[Edit]:
    """Return the changes that bring ``text`` into the style of KCL; none for one with mistakes.

    Its line ends stay, unless ``.editorconfig`` says otherwise.
    """
    encoding = encoding_for(text, path)
    result = format_text(encoding.prepared(text), path, encoding.indent)
    if result.is_failure:
        return []
    return line_edits(text, replace(encoding, has_mark=False).finished(result.text))


def format_range(text: str, path: str, start: int, end: int) -> list[Edit]:
    """Return the changes for the statements that have a part in ``[start, end)``."""
    encoding = encoding_for(text, path)
    first = text.count("\n", 0, start) + 1
    last = text.count("\n", 0, max(start, end - 1)) + 1
    found = format_lines(text, first, last, path, encoding.indent)
    line_end = encoding.line_end
    return [Edit(one.start, one.end, one.text.replace("\n", line_end)) for one in found]


def encoding_for(text: str, path: str) -> Encoding:
    """Return how ``text`` is written; an ``.editorconfig`` that cannot be read says nothing."""
    encoding = encoding_of(text)
    try:
        return encoding.with_settings(settings_for(path))
    except SettingsError:
        return encoding


def line_edits(before: str, after: str) -> list[Edit]:
    """Return changes of whole lines that make ``after`` of ``before``.

    Texts that are much alike take no longer than they are; there need not be fewer changes.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    offsets = [*accumulate(map(len, old), initial=0)]
    return [
        Edit(offsets[start], offsets[end], "".join(new[first:last]))
        for start, end, first, last in _differences(old, new)
    ]


def _differences(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield ``[start, end)`` of the old lines and ``[first, last)`` of the new that stand there."""
    at, there = 0, 0
    while at < len(old) or there < len(new):
        if old[at : at + 1] == new[there : there + 1]:
            at, there = at + 1, there + 1
            continue
        found = _distance(old, at, new, there)
        if found is None:
            yield from _by_all_lines(old, at, new, there)
            return
        fewer, more = found
        yield at, at + fewer, there, there + more
        at, there = at + fewer, there + more


def _distance(old: list[str], at: int, new: list[str], there: int) -> tuple[int, int] | None:
    """Return behind how many old and new lines the texts go on alike; None if that is far.

    A line that may stand anywhere tells it only where lines stand for as many others.
    """
    for fewer, more in _NEAREST:
        line = old[at + fewer : at + fewer + 1]
        if line == new[there + more : there + more + 1]:
            is_telling = not line or line[0].strip(" )]}\r\n") or fewer == more
            after = at + fewer + 1, there + more + 1
            if is_telling or old[after[0] : after[0] + 1] == new[after[1] : after[1] + 1]:
                return fewer, more
    return None


def _by_all_lines(
    old: list[str], at: int, new: list[str], there: int
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the differences behind two lines, each line compared with all others."""
    matcher = difflib.SequenceMatcher(None, old[at:], new[there:])
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield at + start, at + end, there + first, there + last
