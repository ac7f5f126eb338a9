"""Documents of keys and values: what is said about them, and what stands at each cursor."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.ide.completion import Item
from kclpy.ide.places import shown_span
from kclpy.ide.settings.document import KeyedDocument
from tests.ide.fixture import Fixture

_MOST = 12


def answer(fixture: Fixture) -> str:
    """Return diagnostics and links; of each cursor proposals, the hover, the declaration."""
    document = fixture.keyed
    parts = ["\n".join(_about_all(document, fixture)) or "nothing"]
    parts += ["\n".join(_at(document, cursor, fixture)) for cursor in fixture.cursors]
    return "\n\n".join(parts).replace(str(fixture.folder.resolve()), ".")


def _about_all(document: KeyedDocument, fixture: Fixture) -> Iterator[str]:
    for one in document.diagnostics:
        shown = fixture.shown(shown_span(one.labels[0])) if one.labels else "nowhere"
        yield f"{shown} -- {one.problem.level}: {one.message}"
        yield from (f"    help: {text}" for text in one.advice.help)
        yield from (f"    {fixture.shown(label.span)}" for label in one.labels[1:])
    for link in document.links:
        yield f"{fixture.shown(link.span)} -> {link.path}"


def _at(document: KeyedDocument, cursor: int, fixture: Fixture) -> Iterator[str]:
    start, items = document.complete(cursor)
    prefix = document.file.text[start:cursor]
    line, column = document.file.position(cursor)
    yield f"{line}:{column + 1} {prefix!r}"
    yield from (f"- {_shown(one)}" for one in items[:_MOST])
    if len(items) > _MOST:
        yield f"… {len(items) - _MOST} more"
    found = document.hover(cursor)
    if found is not None:
        span, one = found
        text = " | ".join(filter(None, [one.home, one.code, one.doc.replace("\n", " ")]))
        yield f"hover {fixture.shown(span)}: {text}"
    for span in document.definition(cursor):
        yield f"declared at {fixture.shown(span)}"


def _shown(item: Item) -> str:
    inserted = "" if item.text == item.label else f" => {item.text!r}"
    detail = f" ({item.detail})" if item.detail else ""
    return f"{item.label}{detail}{inserted}"
