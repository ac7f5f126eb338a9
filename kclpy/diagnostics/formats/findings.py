"""What a command found, and how the forms name the places of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kclpy.diagnostics.label import Label
from kclpy.diagnostics.report import Diagnostic
from kclpy.source import Span


@dataclass(frozen=True, slots=True)
class Findings:
    """The diagnostics of a command, and what their form depends on.

    ``files`` are the paths that were examined, those without a mistake as well. Paths are
    written relative to ``workdir`` where they are below it. ``is_coloured`` and
    ``with_advice`` concern the form for people alone. ``version`` is that of kclpy. Where
    ``are_warnings_failures`` the command fails for warnings, too.
    """

    diagnostics: Sequence[Diagnostic]
    files: Sequence[str] = ()
    workdir: str = "."
    is_coloured: bool = False
    with_advice: bool = False
    version: str = ""
    are_warnings_failures: bool = False

    def path(self, path: str) -> str:
        """Return how a file is named."""
        try:
            relative = os.path.relpath(os.path.realpath(path), os.path.realpath(self.workdir))
        except ValueError:  # another drive
            return path
        outside = relative == os.pardir or relative.startswith(os.pardir + os.sep)
        return path if outside else relative.replace(os.sep, "/")

    def region(self, span: Span, is_line_only: bool = False) -> Region | None:
        """Return where ``span`` is, None if it lies in no file."""
        if span.start < 0:
            return None
        line, column = span.file.position(span.start)
        path = self.path(span.file.path)
        if is_line_only:
            return Region(path, line, None, line, None)
        end_line, end_column = span.file.position(max(span.end, span.start))
        return Region(path, line, column + 1, end_line, end_column + 1)

    def region_of(self, label: Label) -> Region | None:
        """Return where ``label`` is, None if it lies in no file."""
        return self.region(label.span, label.line_only)

    def place(self, diagnostic: Diagnostic) -> Region | None:
        """Return where a diagnostic stands, None if it stands nowhere."""
        return self.region_of(diagnostic.labels[0]) if diagnostic.labels else None


class Region(NamedTuple):
    """A range of a file: 1-based lines and columns, the end column beyond the last character.

    The columns of a mistake that knows its line alone are None.
    """

    path: str
    line: int
    column: int | None
    end_line: int
    end_column: int | None


def notes_of(diagnostic: Diagnostic) -> list[str]:
    """Return the notes of a diagnostic, that of its problem first."""
    own = diagnostic.note or diagnostic.problem.note
    return [*([own] if own else []), *diagnostic.advice.notes]
