"""What mends the mistakes of a file."""

from __future__ import annotations

from kclpy.ide.actions import quick_fixes
from kclpy.ide.edits import Edit, apply_edits
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the mistakes with each fix, and the text after it."""
    document = fixture.document
    parts = []
    for one in quick_fixes(document, 0, len(document.text)):
        edits = [Edit(e.span.start, e.span.end, e.text) for e in one.fix.edits]
        text = apply_edits(document.text, edits)
        parts.append(f"{one.diagnostic.message}: {one.fix.title}\n\n```kcl\n{text}```\n")
    return "\n".join(parts) or "nothing"
