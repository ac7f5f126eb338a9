"""The outline of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kclpy.ide.outline import Entry, outline
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the entries, those within others indented."""
    return shown(outline(fixture.document.module))


def shown(entries: Iterable[Entry]) -> str:
    """Return entries, those within others indented."""
    return "\n".join(_lines(entries, "")) or "nothing"


def _lines(entries: Iterable[Entry], indent: str) -> Iterator[str]:
    for entry in entries:
        detail = f" ({entry.detail})" if entry.detail else ""
        yield f"{indent}{entry.sort.value} {entry.name}{detail}"
        yield from _lines(entry.children, f"{indent}    ")
