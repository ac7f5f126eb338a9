"""All shapes by name."""

from __future__ import annotations

from tests.robustness.shapes import broken, deep, long, wide
from tests.robustness.shapes.building import Shape

_LEGAL = {
    "deep": {**deep.VALUES, **deep.TYPES},
    "blocks": deep.BLOCKS,
    "long": {**long.OPERATORS, **long.SUFFIXES, **long.PARTS},
    "wide": {**wide.VARIABLES, **wide.ITEMS, **wide.SCHEMAS, **wide.LINES},
}
_BROKEN = {
    "broken": {
        **broken.BRACKETS,
        **broken.STRINGS,
        **broken.WORDS,
        **broken.SYMBOLS,
        **broken.LAYOUT,
    },
}


def _named(topics: dict[str, dict[str, Shape]]) -> dict[str, Shape]:
    return {
        f"{topic}/{name}": shape
        for topic, shapes in topics.items()
        for name, shape in shapes.items()
    }


LEGAL = _named(_LEGAL)
SHAPES = LEGAL | _named(_BROKEN)
