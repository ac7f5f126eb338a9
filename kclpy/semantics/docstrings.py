"""The documentation of a schema: its summary and what it says of each attribute (03 section 15).

Summary of the schema.

Attributes
----------
name : str, required
    What the attribute is for.

Examples
--------
a = A {name = "x"}
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

_RULER = re.compile(r"[ \t]*(-{2,}|={2,})[ \t]*")
_ATTRIBUTES = ("Attributes", "Attribute", "Parameters", "Arguments")
_EXAMPLES = ("Examples", "Example")


@dataclass(frozen=True)
class Documentation:
    """What a docstring says, line by line.

    ``lead`` are the lines before the first section, ``entries`` maps the names of attributes to
    the lines below them; the lines of both are stripped. ``examples`` is a text.
    """

    lead: tuple[str, ...] = ()
    entries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    examples: str = ""

    @cached_property
    def summary(self) -> str:
        """What is said before the first section, in one line."""
        return " ".join(filter(None, self.lead))

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """The descriptions of attributes, each in one line."""
        return {name: " ".join(filter(None, lines)) for name, lines in self.entries.items()}

    def text_of(self, attribute: str) -> str:
        """Return the description of an attribute with its line breaks, "" if there is none."""
        return "\n".join(self.entries.get(attribute, ())).strip("\n")


def documentation(text: str) -> Documentation:
    """Return what the docstring ``text`` says, as written between the quotes.

    Sections that are neither about attributes nor examples are left out.
    """
    lead, *sections = _sections(inspect.cleandoc(text.expandtabs(4)).split("\n"))
    entries: dict[str, tuple[str, ...]] = {}
    examples: list[str] = []
    for title, _, *lines in sections:
        if title in _ATTRIBUTES:
            entries.update(_entries(lines))
        elif title in _EXAMPLES:
            examples.append("\n".join(lines).strip("\n"))
    stripped = "\n".join([line.strip() for line in lead]).strip("\n")
    return Documentation(tuple(stripped.split("\n")), entries, "\n\n".join(examples))


def _sections(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines before the first title, then those from each title on."""
    sections: list[list[str]] = [[]]
    for index, line in enumerate(lines):
        is_behind_blank = index == 0 or not lines[index - 1].strip()
        if is_behind_blank and index + 1 < len(lines) and _is_title(line, lines[index + 1]):
            sections.append([])
        sections[-1].append(line)
    return sections


def _is_title(line: str, below: str) -> bool:
    """Return whether a line is underlined in its whole length."""
    title, ruler = line.strip(), below.strip()
    return bool(title) and _RULER.fullmatch(ruler) is not None and len(ruler) >= len(title)


def _entries(lines: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the names in an attribute section, each with the indented lines below it."""
    name = ""
    text: list[str] = []
    for line in [*lines, "end:"]:
        if not line[:1].strip():
            text.append(line.strip())
            continue
        if name:
            yield name, tuple(text)
        name, text = line.partition(":")[0].strip().strip("\"'"), []
