"""The text after a range became a variable, and after the variable at a cursor went."""

from __future__ import annotations

from kclpy.ide.edits import apply_edits
from kclpy.ide.refactoring.extract import extract_variable
from kclpy.ide.refactoring.inline import inline_variable
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the text after each refactoring."""
    document = fixture.document
    found = [
        extract_variable(fixture.snapshot, document, *one, fixture.token) for one in fixture.ranges
    ]
    for place in fixture.places:
        found.append(inline_variable(fixture.snapshot, *place, fixture.token))
    shown = [f"```kcl\n{apply_edits(document.text, one)}```" if one else "nothing" for one in found]
    return "\n\n".join(shown)
