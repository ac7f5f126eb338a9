"""Formatting as small changes, so that cursors and marks stay where they are."""

from __future__ import annotations

import difflib
from dataclasses import replace
from itertools import accumulate

from kclpy.formatter import format_lines, format_text
from kclpy.formatter.encoding import Encoding, SettingsError, encoding_of, settings_for
from kclpy.ide.edits import Edit


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
    """Return changes of whole lines that make ``after`` of ``before``."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    head = _shared(old, new)  # so that few lines are compared each with each
    tail = _shared(old[head:][::-1], new[head:][::-1])
    start = sum(map(len, old[:head]))
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    offsets = [*accumulate(map(len, old), initial=start)]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        Edit(offsets[a], offsets[b], "".join(new[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many lines the beginnings of two texts share."""
    pairs = enumerate(zip(one, other, strict=False))
    different = (number for number, (line, another) in pairs if line != another)
    return next(different, min(len(one), len(other)))
