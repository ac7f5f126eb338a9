"""The documentation of a schema: its summary and what it says of each attribute (03 section 15)."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_RULER = re.compile(r"[ \t]*(-{2,}|={2,})[ \t]*")
_ENTRY = re.compile(r"(\S.*?)[ \t]*:[ \t](.*)")


@dataclass(frozen=True, slots=True)
class Documentation:
    """``summary`` is one line; ``attributes`` maps names to descriptions."""

    summary: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


def documentation(text: str) -> Documentation:
    """Return what the docstring ``text`` says, as written between the quotes."""
    lines = inspect.cleandoc(text.expandtabs(4)).splitlines()
    headings = [at - 1 for at in range(1, len(lines)) if _is_heading(lines, at)]
    first = headings[0] if headings else len(lines)
    summary = " ".join(line.strip() for line in lines[:first] if line.strip())
    attributes: dict[str, str] = {}
    for heading, end in zip(headings, [*headings, len(lines)][1:], strict=True):
        if lines[heading].strip() == "Attributes":
            attributes = _attributes(lines[heading + 2 : end])
    return Documentation(summary, attributes)


def _is_heading(lines: list[str], ruler: int) -> bool:
    """Return whether the line before ``ruler`` is underlined by it in full."""
    title = lines[ruler - 1].strip()
    line = lines[ruler].strip()
    return bool(title) and _RULER.fullmatch(line) is not None and len(line) >= len(title)


def _attributes(lines: list[str]) -> dict[str, str]:
    """Return the descriptions; each is the indented lines below the line of an attribute."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        entry = None if line.startswith(" ") else _ENTRY.fullmatch(line)
        if entry is not None:
            current = found.setdefault(entry[1].strip("\"'"), [])
        elif line.startswith(" ") or not line:
            current.append(line.strip())
    return {name: " ".join(filter(None, text)) for name, text in found.items()}
