"""What is said about a file."""

from __future__ import annotations

from kclpy.ide.places import shown_span
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return what is said, with the part of the text that is underlined."""
    lines = []
    for one in fixture.document.diagnostics:
        shown = fixture.shown(shown_span(one.labels[0])) if one.labels else "nowhere"
        message = one.message.replace(str(fixture.folder.resolve()), ".")
        level = fixture.document.severities.get(one.problem.id(), one.problem.level)
        lines.append(f"{shown} -- {level}: {message}")
        lines += [f"    {fixture.shown(other.span)} -- {other.message}" for other in one.labels[1:]]
    return "\n".join(lines) or "nothing"
