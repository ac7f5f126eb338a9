"""What mends the mistakes at a place: fixes that come with them, and some that need the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kclpy.diagnostics import Diagnostic, Edit, Fix
from kclpy.diagnostics.warnings import RepeatedImport, UnusedImport
from kclpy.ide.document import Document
from kclpy.ide.lint import ignoring
from kclpy.ide.places import shown_span
from kclpy.source import Span
from kclpy.syntax import nodes


@dataclass(frozen=True, slots=True)
class QuickFix:
    """A fix and the mistake that it mends; the preferred one is the best there is."""

    fix: Fix
    diagnostic: Diagnostic
    is_preferred: bool


def quick_fixes(document: Document, start: int, end: int) -> Iterator[QuickFix]:
    """Yield what mends the mistakes that have a part in ``[start, end]``."""
    for diagnostic in touching(document.diagnostics, start, end):
        yield from fixes_of(diagnostic, _own_fixes(document, diagnostic))
        for fix in ignoring(diagnostic, document.module):
            yield QuickFix(fix, diagnostic, is_preferred=False)


def touching(diagnostics: Iterable[Diagnostic], start: int, end: int) -> Iterator[Diagnostic]:
    """Yield the diagnostics that have a part in ``[start, end]``."""
    for one in diagnostics:
        span = shown_span(one.labels[0]) if one.labels else None
        if span is not None and span.start <= end and start <= span.end:
            yield one


def fixes_of(diagnostic: Diagnostic, more: Iterable[Fix] = ()) -> Iterator[QuickFix]:
    """Yield the fixes that come with a diagnostic, and ``more``; the first is the best."""
    for number, fix in enumerate((*diagnostic.advice.fixes, *more)):
        if all(edit.span.start >= 0 for edit in fix.edits):
            yield QuickFix(fix, diagnostic, number == 0)


def _own_fixes(document: Document, diagnostic: Diagnostic) -> Iterator[Fix]:
    problem = diagnostic.problem
    if isinstance(problem, UnusedImport) or (
        isinstance(problem, RepeatedImport) and _is_same_again(document, diagnostic)
    ):
        yield Fix("remove the import", (Edit(removed(diagnostic.labels[0].span), ""),))


def removed(statement: Span) -> Span:
    """Return what goes with a statement: its lines, or up to the comment behind it."""
    lines = whole_lines(statement)
    text = statement.file.text
    rest = text[statement.end :]
    blanks = len(rest) - len(rest.lstrip(" \t"))
    is_before_comment = rest[blanks : blanks + 1] == "#"
    is_first = text[: statement.start].rpartition("\n")[2] == ""
    if lines == statement and is_before_comment and is_first:
        return statement._replace(end=statement.end + blanks)
    return lines


def _is_same_again(document: Document, repeated: Diagnostic) -> bool:
    """Return whether an earlier import binds the same name to the same package."""
    seen: set[tuple[str, str]] = set()
    for statement in document.module.body:
        if isinstance(statement, nodes.ImportStmt):
            bound = (statement.bound_name, statement.path)
            if statement.start == repeated.labels[0].span.start:
                return bound in seen
            seen.add(bound)
    return False


def whole_lines(span: Span) -> Span:
    """Return the lines of ``span`` with their end, if nothing else stands there; else ``span``."""
    text = span.file.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end + 1
    rest = text[start : span.start] + text[span.end : end]
    return span if rest.strip() else Span(span.file, start, end)
