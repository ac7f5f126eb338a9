"""Statements that are wrong by themselves, or about what a program declares."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tests.fuzz.choices import Choices


@cache
def statements() -> tuple[str, ...]:
    """Return all statements of ``wrong_statements.txt``."""
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    return tuple(text.rstrip("\n").split("\n---\n")[1:])


def wrong_statement(choose: Choices, names: list[str], schemas: list[str]) -> str:
    """Return a statement; names it needs and the program lacks are declared with it."""
    text = choose.pick(statements())
    if re.search(r"\bS\b", text):
        schema = choose.pick(schemas) if schemas else "Zs"
        text = re.sub(r"\bS\b", schema, text)
        if not schemas:
            text = f"schema Zs:\n    n: int = 0\n    s?: str\n{text}"
    if re.search(r"\bN\b", text):
        name = choose.pick(names) if names else "zn"
        text = re.sub(r"\bN\b", name, text)
        if not names:
            text = f"zn = {{a = 1}}\n{text}"
    return text
