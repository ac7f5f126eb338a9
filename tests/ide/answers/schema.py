"""The text after the config at a range or at a cursor got a schema."""

from __future__ import annotations

from kclpy.ide.edits import apply_edits
from kclpy.ide.refactoring.schema import extract_schema
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the text after each refactoring."""
    document = fixture.document
    places = [*fixture.ranges, *((cursor, cursor) for cursor in fixture.cursors)]
    shown = []
    for start, end in places:
        edits = extract_schema(fixture.snapshot, document, start, end, fixture.token)
        text = apply_edits(document.text, edits)
        shown.append(f"```kcl\n{text}```" if edits else "nothing")
    return "\n\n".join(shown)
