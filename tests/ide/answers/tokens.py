"""What the words of a file are."""

from __future__ import annotations

from kclpy.ide.tokens import semantic_tokens
from tests.ide.fixture import Fixture


def answer(fixture: Fixture) -> str:
    """Return the words with what they are."""
    return "\n".join(
        " ".join([fixture.shown(one.span), "--", one.sort, *one.marks])
        for one in semantic_tokens(fixture.document)
    )
