"""Actions on a whole file: its imports in order, and everything mended that can be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kclpy.diagnostics.configs import MissingAttribute
from kclpy.diagnostics.names import UndefinedName
from kclpy.diagnostics.warnings import RepeatedImport, UnusedImport
from kclpy.ide.actions import QuickFix, quick_fixes
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit
from kclpy.ide.formatting import line_edits
from kclpy.linter.rules import all_rules
from kclpy.syntax import nodes


def fix_all(document: Document) -> list[Edit]:
    """Return the changes of all preferred fixes; of those that overlap the first counts.

    Attributes that are missing are not added, for nobody knows their values.
    """
    chosen: list[Edit] = []
    for one in _preferred(document):
        if isinstance(one.diagnostic.problem, MissingAttribute):
            continue
        edits = {Edit(edit.span.start, edit.span.end, edit.text) for edit in one.fix.edits}
        edits -= set(chosen)
        if all(_is_free(edit, chosen) for edit in edits):
            chosen = sorted([*chosen, *edits])
    return chosen


def _preferred(document: Document) -> Iterator[QuickFix]:
    """Yield the best fix of each mistake, if it changes this file alone.

    Where texts or names are wrong, an import may be needed once they are right.
    """
    is_sure = not document.module.damage and not any(
        isinstance(one.problem, UndefinedName) for one in document.diagnostics
    )
    for one in quick_fixes(document, 0, len(document.text)):
        if isinstance(one.diagnostic.problem, UnusedImport) and not is_sure:
            continue
        rule = all_rules().get(one.diagnostic.problem.id())
        if rule is not None and not rule.is_fix_safe:
            continue
        paths = {edit.span.file.path for edit in one.fix.edits}
        if one.is_preferred and paths == {document.path}:
            yield one


def _is_free(edit: Edit, chosen: list[Edit]) -> bool:
    """Return whether ``edit`` leaves alone what others, in the order of the text, change."""
    index = bisect_left(chosen, edit)
    return all(
        before.end <= after.start and before.start < after.start
        for before, after in (
            *((one, edit) for one in chosen[max(0, index - 1) : index]),
            *((edit, one) for one in chosen[index : index + 1]),
        )
    )


def organise_imports(document: Document) -> list[Edit]:
    """Return the changes that drop imports nobody needs and sort the others by their paths.

    Imports are sorted within a block: those on successive lines. A blank line, or a comment on
    a line of its own, ends a block. A file with syntax errors stays as it is, for what it uses
    is not known.
    """
    if document.module.damage:
        return []
    text = document.text
    lines = _Lines(_unneeded(document))
    by_line = dict(_alone(document.module))
    for number, line in enumerate(text.split("\n")):
        lines.add(line, by_line.get(number))
    return line_edits(text, lines.joined())


def _unneeded(document: Document) -> set[int]:
    """Return where the imports start that a fix removes."""
    return {
        one.diagnostic.labels[0].span.start
        for one in _preferred(document)
        if isinstance(one.diagnostic.problem, (UnusedImport, RepeatedImport))
    }


def _alone(module: nodes.Module) -> Iterator[tuple[int, nodes.ImportStmt]]:
    """Yield the imports that share their line with nothing but a comment, with its number."""
    text, file = module.file.text, module.file
    for statement in module.body:
        if isinstance(statement, nodes.ImportStmt):
            number, column = file.position(statement.start)
            rest = text[statement.end :].partition("\n")[0].strip()
            is_one_line = "\n" not in text[statement.start : statement.end]
            if column == 0 and is_one_line and rest[:1] in ("", "#"):
                yield number - 1, statement


class _Lines:
    """The lines of a file, in the order that they get; ``unneeded`` imports are left out."""

    def __init__(self, unneeded: set[int]) -> None:
        self.unneeded = unneeded
        self.lines: list[str] = []
        self.block: list[tuple[nodes.ImportStmt, str]] = []
        self.has_dropped = False  # the line before

    def add(self, line: str, statement: nodes.ImportStmt | None) -> None:
        """Take the next line, which holds ``statement`` if that is an import."""
        if statement is not None and statement.start not in self.unneeded:
            self.block.append((statement, line))
            self.has_dropped = False
        elif statement is not None:
            comment = line[statement.end - statement.start :].strip()
            self.has_dropped = not comment
            if comment:
                self._other(comment)
        elif not (self.has_dropped and not line.strip() and self._is_after_gap()):
            self.has_dropped = False
            self._other(line)

    def _is_after_gap(self) -> bool:
        return not self.block and not (self.lines and self.lines[-1].strip())

    def _other(self, line: str) -> None:
        self._end_block()
        self.lines.append(line)

    def _end_block(self) -> None:
        """Enter the imports of a block, sorted unless two of them bind the same name."""
        names = {statement.bound_name for statement, _ in self.block}
        if len(names) == len(self.block):
            self.block.sort(key=lambda one: (one[0].path, one[0].bound_name))
        self.lines += [line for _, line in self.block]
        self.block = []

    def joined(self) -> str:
        """Return the text of all lines."""
        self._end_block()
        return "\n".join(self.lines)
