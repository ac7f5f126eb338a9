"""The text after the first proposal that brings its import was taken, for each cursor."""

from __future__ import annotations

from kclpy.ide.completion import complete
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit, apply_edits
from kclpy.syntax.imports import import_edit
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the text after each proposal."""
    return "\n\n".join(_taken(fixture, *place) for place in fixture.places)


def _taken(fixture: Fixture, document: Document, offset: int) -> str:
    context, items = complete(document, offset, fixture.snapshot)
    item = next((one for one in items if one.imported), None)
    if item is None:
        return "nothing"
    added = import_edit(document.head, f"import {item.imported}")
    edits = [
        Edit(added.span.start, added.span.end, added.text),
        Edit(context.start, offset, item.plain_text),
    ]
    return f"```kcl\n{apply_edits(document.text, edits)}```"
