"""What is proposed at a place, best first."""

from __future__ import annotations

from kclpy.builtins import registry
from kclpy.ide.completion import Item, ItemKind, complete
from tests.ide.fixture import Fixture

# Keywords and functions that are always proposed say nothing.
_ALWAYS = frozenset(registry.universe())
_MOST = 14


def answer(fixture: Fixture) -> str:
    """Return the first proposals at each cursor: what is shown, and what is inserted."""
    parts = []
    for document, offset in fixture.places:
        context, items = complete(document, offset, fixture.snapshot)
        told = [one for one in items if one.rank < 70 and not _is_always(one)]
        lines = [f"{context.place.name.lower()} {context.prefix!r}"]
        lines += [_shown(one) for one in told[:_MOST]]
        if len(told) > _MOST:
            lines.append(f"… {len(told) - _MOST} more")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _is_always(item: Item) -> bool:
    return item.label in _ALWAYS and item.kind is not ItemKind.VALUE


def _shown(item: Item) -> str:
    text = "" if item.text == item.label else f" => {item.text!r}"
    detail = f" ({item.detail})" if item.detail else ""
    return f"- {item.label}{detail}{text}{' +import ' + item.imported if item.imported else ''}"
