"""The text after a new line was begun at the cursor."""

from __future__ import annotations

from kclpy.ide.edits import apply_edits
from kclpy.ide.newline import indent_line
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the text with the line of each cursor indented; a bar ends what is blank."""
    document = fixture.document
    edits = [edit for _, offset in fixture.places for edit in indent_line(document, offset)]
    text = apply_edits(document.text, edits)
    lines = [f"{line}|" if line.strip() == "" else line for line in text.split("\n")[:-1]]
    return "```kcl\n" + "\n".join(lines) + "\n```"
