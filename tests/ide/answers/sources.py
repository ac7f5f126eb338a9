"""What the actions on a whole file make of it."""

from __future__ import annotations

from kclpy.ide.edits import apply_edits
from kclpy.ide.sources import fix_all, organise_imports
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the text after each action that changes something."""
    document = fixture.document
    found = {"organise imports": organise_imports(document), "fix all": fix_all(document)}
    parts = [
        f"{title}\n\n```kcl\n{apply_edits(document.text, edits)}```\n"
        for title, edits in found.items()
        if edits
    ]
    return "\n".join(parts) or "nothing"
