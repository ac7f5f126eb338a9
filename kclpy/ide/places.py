"""Where in the text something is shown."""

from __future__ import annotations

import re

from kclpy.diagnostics import Label
from kclpy.source import Span

_WORD = re.compile(r"\w+")


def shown_span(label: Label) -> Span:
    """Return what is underlined for ``label``: never nothing, and no more than a line if known."""
    file, start, end = label.span
    text = file.text
    start = max(0, min(start, len(text)))
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    if label.line_only:
        line = text[line_start:line_end]
        indent = len(line) - len(line.lstrip())
        return Span(file, line_start + indent, line_start + max(indent, len(line.rstrip())))
    if end > start:
        return Span(file, start, min(end, len(text)))
    word = _WORD.match(text, start)
    if word is not None:
        return Span(file, start, word.end())
    if start < line_end:
        return Span(file, start, start + 1)
    return Span(file, max(line_start, start - 1), start)
