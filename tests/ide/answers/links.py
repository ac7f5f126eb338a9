"""Imports as links."""

from __future__ import annotations

from pathlib import Path

from kclpy.ide.links import links
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the links with their targets."""
    home = fixture.folder.resolve()
    return "\n".join(
        f"{fixture.shown(one.span)} -> {Path(one.target).relative_to(home).as_posix()}"
        for one in links(fixture.document)
    )
