"""The text after a range became a variable, and after the variable at a cursor went."""

from __future__ import annotations

from kclpy.ide.edits import apply_edits
from kclpy.ide.refactoring import extract_variable, inline_variable
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the text after each refactoring."""
    document = fixture.document
    found = [extract_variable(document, *one) for one in fixture.ranges]
    for place in fixture.places:
        found.append(inline_variable(fixture.snapshot, *place, fixture.token))
    shown = [f"```kcl\n{apply_edits(document.text, one)}```" if one else "nothing" for one in found]
    return "\n\n".join(shown)
