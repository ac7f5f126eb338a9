"""Mending what rules find: fixes are applied until there is nothing left to mend.

A fix is applied as a whole or not at all, and never together with one that it overlaps; the
next round finds the other. Programs are looked at again after each round, with the new texts in
memory. A round that makes a mistake is undone and is the last. Files are written at the end.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kclpy.diagnostics import Diagnostic, Fix
from kclpy.driver.options import Options
from kclpy.linter.programs import files_of, joined, lint_all
from kclpy.linter.rules import all_rules
from kclpy.linter.selection import Choice
from kclpy.linter.session import Result
from kclpy.source.writing import write_atomically

# So often a fix may make room for another.
_MOST_ROUNDS = 100
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Mended:
    """What is left to say after the fixes, and the new texts of files by path."""

    diagnostics: list[Diagnostic]
    files: list[str]
    texts: Mapping[str, str]


def mend(several: Sequence[Options], choice: Choice, is_unsafe: bool, jobs: int) -> Mended:
    """Return the texts with all fixes applied; those that may change the output if ``is_unsafe``.

    Nothing is written.
    """
    texts: dict[str, str] = {}
    results = lint_all(several, choice, jobs)
    for _ in range(_MOST_ROUNDS):
        found = joined(results)
        changed = applied(_fixes(found, files_of(results), is_unsafe))
        if not changed:
            break
        following = [replace(one, texts={**one.texts, **texts, **changed}) for one in several]
        after = lint_all(following, choice, jobs)
        if _errors(after) > _errors(results):
            break
        texts.update(changed)
        results = after
    return Mended(joined(results), files_of(results), texts)


def _errors(results: Iterable[Result]) -> int:
    return sum(one.problem.level == "error" for result in results for one in result.diagnostics)


def _fixes(found: Iterable[Diagnostic], files: Iterable[str], is_unsafe: bool) -> list[Fix]:
    """Return the fixes of warnings that change only the files of the programs themselves."""
    rules, own = all_rules(), set(files)
    fixes: list[Fix] = []
    for diagnostic in found:
        rule = rules.get(diagnostic.problem.id())
        if rule is not None and (rule.is_fix_safe or is_unsafe):
            for fix in diagnostic.advice.fixes[:1]:
                if all(edit.span.file.path in own for edit in fix.edits):
                    fixes.append(fix)
    return fixes


def applied(fixes: Iterable[Fix]) -> dict[str, str]:
    """Return the texts of the files that ``fixes`` change, without those that overlap."""
    taken: dict[str, list[tuple[int, int, str]]] = {}
    texts: dict[str, str] = {}
    for fix in dict.fromkeys(fixes):
        edits = [
            (one.span.file.path, (one.span.start, one.span.end, one.text)) for one in fix.edits
        ]
        if all(_is_free(taken.get(path, []), edit) for path, edit in edits):
            for (path, edit), one in zip(edits, fix.edits, strict=True):
                insort(taken.setdefault(path, []), edit)
                texts[path] = one.span.file.text
    return {path: _edited(texts[path], edits) for path, edits in taken.items()}


def _is_free(taken: Sequence[tuple[int, int, str]], edit: tuple[int, int, str]) -> bool:
    """Tell whether an edit touches none of those that are ``taken``, which are in order."""
    start, end, _ = edit
    index = bisect_left(taken, (start, -1, ""))
    if index < len(taken) and (taken[index][0] < end or taken[index][0] == start):
        return False
    return index == 0 or taken[index - 1][1] <= start


def _edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, new in edits:
        parts += [text[at:start], new]
        at = end
    return "".join((*parts, text[at:]))


def write(texts: Mapping[str, str]) -> None:
    """Write the new texts of files, each in one step; a byte order mark is kept.

    Raises `OSError` for the first that cannot be written.
    """
    for path, text in texts.items():
        with open(path, "rb") as file:
            has_mark = file.read(3) == _MARK.encode("utf-8")
        write_atomically(path, _MARK + text if has_mark else text)
