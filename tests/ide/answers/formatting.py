"""A text, or a part of it, in the style of KCL."""

from __future__ import annotations

from kclpy.ide.edits import apply_edits
from kclpy.ide.formatting import format_document, format_range
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the text after formatting, and how many changes that took."""
    text, path = fixture.document.text, str(fixture.path)
    if fixture.ranges:
        edits = format_range(text, path, *fixture.ranges[0])
    else:
        edits = format_document(text, path)
    return f"{len(edits)} changes\n\n```kcl\n{apply_edits(text, edits)}```"
