"""What is offered above declarations."""

from __future__ import annotations

from kclpy.ide.lenses import LensKind, count_references, lenses
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the lenses of a file, with the numbers of references."""
    document = fixture.document
    parts = []
    for one in lenses(document):
        shown = f"{one.kind.value}: {fixture.shown(one.span)}"
        if one.kind is LensKind.REFERENCES:
            count = count_references(fixture.snapshot, document, one.name, fixture.token)
            shown += f" x{count}"
        parts.append(shown)
    return "\n".join(parts) or "nothing"
