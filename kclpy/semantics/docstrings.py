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

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kclpy.source import SourceFile
from kclpy.syntax import nodes

_RULER = re.compile(r"[ \t]*(-{2,}|={2,})[ \t]*")
_ATTRIBUTES = ("Attributes", "Attribute", "Parameters", "Arguments")
_EXAMPLES = ("Examples", "Example")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a docstring under a title; ``line`` is the number of its first line, from 0."""

    title: str
    lines: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """The lines without the blank ones at both ends."""
        return "\n".join(self.lines).strip("\n")

    @property
    def has_examples(self) -> bool:
        """Whether the section holds examples."""
        return self.title in _EXAMPLES

    @property
    def is_prose(self) -> bool:
        """Whether the section is about neither attributes nor examples."""
        return self.title not in (*_ATTRIBUTES, *_EXAMPLES)


@dataclass(frozen=True)
class Documentation:
    """What a docstring says, line by line.

    ``lead`` are the lines before the first section, ``entries`` maps the names of attributes to
    the lines below them; the lines of both are stripped. ``examples`` is a text. ``prose`` is
    the lead with its inner indentation, ``sections`` are all sections as they stand there, and
    ``margin`` is the indentation that all lines but the first lack.
    """

    lead: tuple[str, ...] = ()
    entries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    examples: str = ""
    prose: str = field(default="", compare=False)
    sections: tuple[Section, ...] = field(default=(), compare=False)
    margin: int = field(default=0, compare=False)

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


def documentation_of(docstring: nodes.StringLit | None, file: SourceFile) -> Documentation:
    """Return what the docstring of a schema in ``file`` says, its escapes as they are written.

    So the official engine documents it; Markdown has escapes of its own.
    """
    return Documentation() if docstring is None else documentation(written(docstring, file)[0])


def written(docstring: nodes.StringLit, file: SourceFile) -> tuple[str, int]:
    """Return what stands between the quotes of ``docstring``, and the offset where it begins."""
    text = file.text[docstring.start : docstring.end]
    begin = 1 if text[0] in "rR" else 0
    quotes = 3 if text[begin : begin + 3] in ('"""', "'''") else 1
    return text[begin + quotes : -quotes], docstring.start + begin + quotes


def documentation(text: str) -> Documentation:
    """Return what the docstring ``text``, without its quotes, says."""
    lines, margin = _without_margin(text.rstrip().replace("\r\n", "\n").expandtabs(4))
    titles = [at for at in range(len(lines) - 1) if _begins_section(lines, at)]
    ends = [*titles, len(lines)]
    sections = tuple(
        Section(lines[start].strip(), tuple(lines[start + 2 : end]), start + 2)
        for start, end in zip(titles, ends[1:], strict=True)
    )
    entries: dict[str, tuple[str, ...]] = {}
    for section in sections:
        if section.title in _ATTRIBUTES:
            entries.update(_entries(section.text.split("\n")))
    examples = "\n\n".join(section.text for section in sections if section.has_examples)
    prose = "\n".join(lines[: ends[0]]).strip("\n")
    lead = tuple(line.strip() for line in prose.split("\n"))
    return Documentation(lead, entries, examples, prose, sections, margin)


def _without_margin(text: str) -> tuple[list[str], int]:
    """Return the lines without the indentation that all but the first have, and how much it is."""
    lines = text.split("\n")
    indentations = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(indentations, default=0)
    return [lines[0].strip(), *(line[margin:].rstrip() for line in lines[1:])], margin


def _begins_section(lines: Sequence[str], at: int) -> bool:
    """Return whether a line is a title: it follows a blank line, and is underlined."""
    return (at == 0 or not lines[at - 1]) and _is_title(lines[at], lines[at + 1])


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
