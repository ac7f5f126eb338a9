"""Which words of the language are proposed at a place."""

from __future__ import annotations

from kclpy.ide.completion import ItemKind, complete
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the keywords at each cursor, with what is inserted if that is more."""
    parts = []
    for document, offset in fixture.places:
        context, items = complete(document, offset, fixture.snapshot)
        words = [one for one in items if one.kind is ItemKind.KEYWORD]
        shown = [one.label + (f" => {one.text!r}" if one.is_snippet else "") for one in words]
        parts.append("\n".join([f"{context.place.name.lower()} {context.prefix!r}", *shown]))
    return "\n\n".join(parts)
