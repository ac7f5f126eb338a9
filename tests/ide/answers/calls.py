"""Who calls whom."""

from __future__ import annotations

from kclpy.ide.calls import Call, callable_at, incoming, outgoing
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return for each cursor what calls it and what it calls."""
    snapshot, token = fixture.snapshot, fixture.token
    parts = []
    for document, offset in fixture.places:
        found = callable_at(document, offset)
        lines = ["nothing"]
        if found is not None:
            lines = [found.name]
            for one in incoming(snapshot, document, found, token):
                lines.append(f"called by {_shown(one, fixture)}")
            lines += [f"calls {_shown(one, fixture)}" for one in outgoing(snapshot, found, token)]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _shown(call: Call, fixture: Fixture) -> str:
    places = [":".join(fixture.shown(span).split(":")[:3]) for span in call.places]
    return (
        f"{call.item.name} ({call.item.kind.value}) at {', '.join(p.split(' ')[0] for p in places)}"
    )
