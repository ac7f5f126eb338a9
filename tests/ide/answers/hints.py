"""Types and names of arguments that are not written."""

from __future__ import annotations

from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.hints import hints
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the text with the hints in it."""
    text = fixture.document.text
    found = [
        Edit(one.offset, one.offset, f"‹{one.text}›")
        for one in hints(fixture.document, 0, len(text))
    ]
    return f"```kcl\n{apply_edits(text, found)}```"
