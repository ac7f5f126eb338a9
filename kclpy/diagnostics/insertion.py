"""Where a new entry is written in a config literal, so that it looks as if it had been there."""

from __future__ import annotations

from kclpy.diagnostics.advice import Edit
from kclpy.source import Span

_INDENT = "    "


def with_entry(config: Span, entry: str) -> Edit | None:
    """Return the edit that adds ``entry`` to the end of the literal ``{…}`` at ``config``.

    None if that is no closed literal.
    """
    text = config.file.text[config.start : config.end]
    if len(text) < 2 or text[0] != "{" or text[-1] != "}":
        return None
    content = text[1:-1]
    at = config.start + 1 + len(content.rstrip())
    place = Span(config.file, at, config.end - 1)
    if "\n" in content:
        outer = _indentation(config.file.text, config.start)
        inner = _inner_indentation(content) or outer + _INDENT
        closing = content[len(content.rstrip()) :].rpartition("\n")[2] or outer
        return Edit(place, f"\n{inner}{entry}\n{closing}")
    if not content.strip():
        return Edit(place, entry)
    comma = "" if content.rstrip().endswith(",") else ","
    space = " " if content[0] == " " else ""
    return Edit(place, f"{comma} {entry}{space}")


def _indentation(text: str, offset: int) -> str:
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return line[: len(line) - len(line.lstrip())]


def _inner_indentation(content: str) -> str:
    """Return the indentation of the first line that has text below the brace."""
    for line in content.split("\n")[1:]:
        if line.strip():
            return line[: len(line) - len(line.lstrip())]
    return ""
