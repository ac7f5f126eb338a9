"""Documentation as Markdown: sections of docstrings become headings and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RULER = re.compile(r"[-=]{2,}\s*")
_ENTRY = re.compile(r"(\S.*?)\s*:(?:\s+(.*))?")


def marked_up(doc: str) -> str:
    """Return the docstring ``doc`` as Markdown."""
    return "\n".join(_lines(doc.splitlines()))


def _lines(lines: list[str]) -> Iterator[str]:
    """Yield the lines; those of a section are entries, with their descriptions below them."""
    is_section = False
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if line.strip() and _RULER.fullmatch(below):
            is_section = line.strip() in ("Attributes", "Parameters", "Args")
            yield f"**{line.strip()}**"
        elif _RULER.fullmatch(line) and at:
            yield ""
        elif is_section and (entry := _ENTRY.fullmatch(line)):
            yield f"- `{entry[1]}`: {entry[2] or ''}".rstrip()
        elif is_section and line.startswith(" "):
            yield f"  {line.strip()}"
        else:
            yield line
