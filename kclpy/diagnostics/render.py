"""Rendering: diagnostics as text for people (reference, 05 section 2).

The plain text is what the coloured one is without its escapes. A suggestion that belongs to
several diagnostics is printed once. Advice stands in lines of its own below the text of the
official engine, which is contained in ours line by line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kclpy.diagnostics.advice import Advice
from kclpy.diagnostics.label import Label
from kclpy.diagnostics.report import Diagnostic

_BLUE = "\x1b[1;38;5;12m"
_RED = "\x1b[1;38;5;9m"
_RESET = "\x1b[0m"

# So much text nobody reads: thousands of mistakes in one long line would show it as often.
_ENOUGH = 4_000_000

_NONE: Final[Mapping[str, str]] = {}


def render(
    diagnostics: Diagnostic | Iterable[Diagnostic],
    colour: bool = False,
    with_advice: bool = False,
    unseen: Mapping[str, str] = _NONE,
) -> str:
    """Return the text of ``diagnostics``, each ended by an empty line, one newline between.

    ``unseen`` maps the paths of files whose lines are not shown to the names they have. Where
    the text would be endless, it says how many are left out.
    """
    several = [diagnostics] if isinstance(diagnostics, Diagnostic) else list(diagnostics)
    renderer = _Renderer(colour, with_advice, unseen)
    texts: list[str] = []
    size = 0
    for count, one in enumerate(several):
        if size > _ENOUGH:
            texts.append(f"{len(several) - count} more diagnostics are not shown\n")
            break
        for text in renderer.texts(one):
            texts.append(text)
            size += len(text)
    return "\n".join(texts)


class _Renderer:
    def __init__(self, colour: bool, with_advice: bool, unseen: Mapping[str, str]) -> None:
        self.colour = colour
        self.unseen = unseen
        self.with_advice = with_advice
        self.suggested: set[str] = set()

    def texts(self, diagnostic: Diagnostic) -> Iterator[str]:
        """Yield the text of ``diagnostic`` and of its suggestions, as far as they are new."""
        yield self._header(diagnostic) + "".join(self._blocks(diagnostic))
        for suggestion in diagnostic.suggestions:
            if suggestion not in self.suggested:
                self.suggested.add(suggestion)
                yield f"suggestion: {suggestion}\n\n"

    def _header(self, diagnostic: Diagnostic) -> str:
        code, kind = diagnostic.problem.code, diagnostic.problem.kind
        if not code:
            return f"{kind}\n" if kind else ""
        return f"{diagnostic.problem.level}[{code}]: {kind}\n"

    def _blocks(self, diagnostic: Diagnostic) -> Iterator[str]:
        note = diagnostic.note or diagnostic.problem.note
        end = "" if note is None else f"note: {note}\n"
        if not diagnostic.labels:
            yield f"{diagnostic.problem.message}\n{end}"
        last = len(diagnostic.labels) - 1
        for index, label in enumerate(diagnostic.labels):
            yield self._block(label) + (end if index == last else "\n")
        if self.with_advice:
            yield from self._advice(diagnostic.advice)
        yield "\n"

    def _advice(self, advice: Advice) -> Iterator[str]:
        """Yield the path and the notes, the places that explain, and the proposals."""
        if not advice.path.isidentifier() and advice.path:  # else the line shows it
            yield self._line("path", advice.path)
        for note in advice.notes:
            yield self._line("note", note)
        for label in advice.related:
            yield "\n" + self._block(label)
        for proposal in advice.help:
            yield self._line("help", proposal)

    def _line(self, word: str, text: str) -> str:
        """Return the lines of a remark; those after the first are indented as far."""
        indent = "\n" + " " * (len(word) + 6)
        return f"  {self._paint(_BLUE, '=')} {word}: {indent.join(text.splitlines())}\n"

    def _block(self, label: Label) -> str:
        """Return the lines that show the place of ``label``; without place, its message."""
        file = label.span.file
        if label.span.start < 0:
            return f"{label.message}\n"
        line, column = file.position(label.span.start)
        if file.path in self.unseen:
            place = f"{line}" if label.line_only else f"{line}:{column + 1}"
            return f"---> File {self.unseen[file.path]}:{place}: {label.message}\n"
        source = (file.line_text(line) or "").removesuffix("\r")
        margin = " " * len(str(line))
        shown = 1 if label.line_only else column + 1
        bar = self._paint(_BLUE, f"{margin} |")
        return (
            f"{margin}{self._paint(_BLUE, '-->')} {file.path}:{line}:{shown}\n"
            f"{bar}\n"
            f"{self._paint(_BLUE, f'{line} |')} {source}\n"
            f"{bar}{self._pointer(label, source, column)}\n"
            f"{bar}\n"
        )

    def _pointer(self, label: Label, source: str, column: int) -> str:
        if label.line_only:
            caret = " "
        else:
            last = max(0, min(column, len(source) - 1))
            caret = " " * (1 + _width(source[:last])) + "^"
        message = f" {self._paint(_RED, label.message)}" if label.message else ""
        return self._paint(_RED, caret) + message

    def _paint(self, style: str, text: str) -> str:
        return f"{style}{text}{_RESET}" if self.colour else text


def _width(text: str) -> int:
    """Return the number of terminal cells that ``text`` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Cc", "Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
