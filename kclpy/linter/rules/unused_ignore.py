"""Comments that let a rule pass which finds nothing there."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic
from kclpy.linter.ignores import Ignores
from kclpy.linter.rule import Group, LintProblem, Rule, Subject


class UnusedIgnore(LintProblem):
    """A comment lets a rule pass that finds nothing in its place.

    ```kcl
    replicas = 3  # kclpy: ignore[duplicate-key]
    ```

    Remove it: it would hide the next mistake.
    """

    name: str
    template = "'{name}' finds nothing here"


def unused_ignores(
    subject: Subject, ignores: Ignores, names: frozenset[str]
) -> Iterator[Diagnostic]:
    """Yield what the comments of a file let pass in vain, of the rules ``names``."""
    for comment, words, unused in ignores.unused(names):
        text = subject.file.text
        start = len(text[: comment.start].rstrip(" \t"))
        is_alone = start == 0 or text[start - 1] == "\n"
        end = comment.end
        if is_alone and text[end : end + 1] == "\n":
            end += 1
        can_go = len(unused) == len(words)
        edits = (subject.edit(start, end),) if can_go and _is_all(comment.text) else ()
        name = ", ".join(unused)
        yield subject.found(UnusedIgnore(name), comment, *edits, title="remove the comment")


def _is_all(text: str) -> bool:
    """Tell whether a comment says nothing but what it ignores."""
    return text.rstrip().endswith(("]", "ignore", "ignore-file"))


RULE = Rule(UnusedIgnore, Group.UNUSED, has_fix=True, is_default=False)
