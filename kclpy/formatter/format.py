"""Formatting of a text, with proof that nothing is lost.

The new text is parsed again: it must give the same tree and the same comments. A statement
for which that fails stays as it was written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kclpy.diagnostics import Diagnostics
from kclpy.formatter.output import INDENT
from kclpy.formatter.printer import Printer
from kclpy.formatter.sameness import changed_statements, has_same_comments, is_same_tree
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse
from kclpy.syntax.recursion import deep_recursion


@dataclass(frozen=True)
class Formatted:
    """The text in the style of KCL, or the mistakes because of which it stays as it is.

    ``kept`` tells how many statements could not be printed in another way.
    """

    text: str
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    kept: int = 0

    @property
    def is_failure(self) -> bool:
        """Whether the text has mistakes."""
        return bool(len(self.diagnostics))


class Edit(NamedTuple):
    """A replacement of ``[start, end)``, in characters, by ``text``."""

    start: int
    end: int
    text: str


def format_text(text: str, filename: str = "main.k", indent: str = INDENT) -> Formatted:
    """Return ``text`` in the style of KCL (reference, 07 section 4).

    A byte order mark is dropped, and each line ends with ``\\n``. ``filename`` stands in the
    diagnostics of a text with mistakes, which is returned unchanged. ``indent`` are the blanks
    or the tab that a level is indented by.
    """
    with deep_recursion():
        module, diagnostics = _parsed(text, filename)
        if len(diagnostics):
            return Formatted(text, diagnostics)
        printer, kept = _print(module, indent)
        if printer is None:
            return Formatted(module.file.text, kept=kept)
        return Formatted(printer.text, kept=kept)


def format_lines(
    text: str, first: int, last: int, filename: str = "main.k", indent: str = INDENT
) -> list[Edit]:
    """Return edits that format the statements of ``text`` within 1-based lines.

    Statements are those at top level that have a part in lines ``first`` to ``last``; what
    stands between them stays. A text with mistakes gives no edits.
    """
    with deep_recursion():
        file = SourceFile(filename, text)
        module, diagnostics = _parse(file)
        printer, _ = (None, 0) if len(diagnostics) else _print(module, indent)
        if printer is None:
            return []
        edits = []
        for start, end, new in printer.statement_texts:
            is_touched = file.position(start)[0] <= last and first <= file.position(end)[0]
            if is_touched and text[start:end] != new:
                edits.append(Edit(start, end, new))
        return edits if _is_sound(module, edits) else []


def _is_sound(module: nodes.Module, edits: list[Edit]) -> bool:
    """Tell whether the tree stays the same with ``edits``."""
    text = module.file.text
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    again, diagnostics = _parsed(text, module.file.path)
    return not len(diagnostics) and _is_same(module, again)


def _parsed(text: str, filename: str) -> tuple[nodes.Module, Diagnostics]:
    return _parse(SourceFile(filename, text.removeprefix("\ufeff").replace("\r\n", "\n")))


def _parse(file: SourceFile) -> tuple[nodes.Module, Diagnostics]:
    diagnostics = Diagnostics()
    return parse(file, diagnostics), diagnostics


def _print(module: nodes.Module, indent: str) -> tuple[Printer | None, int]:
    """Return the printer that has printed ``module``, and how many statements it had to keep.

    There is none if the text cannot be changed at all.
    """
    kept: list[nodes.Stmt] = []
    for _ in range(3):
        printer = Printer(module, kept, indent)
        printer.run()
        again, diagnostics = _parsed(printer.text, module.file.path)
        if not len(diagnostics) and _is_same(module, again):
            return printer, len(kept)
        changed = module.body if len(diagnostics) else changed_statements(module, again)
        kept = [*kept, *(s for s in changed if s not in kept)] if changed else module.body
    return None, len(module.body)


def _is_same(first: nodes.Module, second: nodes.Module) -> bool:
    return is_same_tree(first, second) and has_same_comments(first, second)
