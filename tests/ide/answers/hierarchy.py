"""What schemas build on, and what builds on them."""

from __future__ import annotations

from kclpy.ide.declarations import Declaration
from kclpy.ide.hierarchy import implementations, item_of, schema_at, subtypes, supertypes
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return for each cursor the schemas above and below, and the implementations."""
    snapshot, token = fixture.snapshot, fixture.token
    parts = []
    for document, offset in fixture.places:
        schema = schema_at(document, offset)
        lines = []
        if schema is not None:
            lines += _shown("above", supertypes(snapshot, schema, token), fixture)
            lines += _shown("below", subtypes(snapshot, document, schema, token), fixture)
        for span in implementations(snapshot, document, offset, token):
            lines.append(f"implemented: {fixture.shown(span)}")
        parts.append("\n".join(lines or ["nothing"]) + "\n")
    return "\n".join(parts)


def _shown(where: str, found: list[Declaration], fixture: Fixture) -> list[str]:
    items = [item for one in found if (item := item_of(one)) is not None]
    return [f"{where}: {fixture.shown(item.name_span)} ({item.kind.value})" for item in items]
