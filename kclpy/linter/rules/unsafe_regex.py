"""Regular expressions for which other engines may need endless time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kclpy.diagnostics import Diagnostic
from kclpy.linter.patterns import patterns
from kclpy.linter.rule import Group, LintProblem, Rule, Subject

if TYPE_CHECKING:
    from kclpy_stdlib.regex_nodes import Node


class UnsafeRegex(LintProblem):
    """A pattern repeats what repeats, so that a text can be divided in endlessly many ways.

    ```kcl
    import regex
    schema Host:
        name: str
        check:
            regex.match(name, "^([a-z0-9]+)*$")
    ```

    KCL itself stays fast, but validators that take over the pattern, as those of JSON Schema do,
    may hang on a hostile text. Write one repetition, or let the inner part begin with something
    that it does not repeat.
    """

    template = "a repetition within a repetition: some engines need endless time for it"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for literal in patterns(subject):
        from kclpy_stdlib.regex_syntax import InvalidPattern, read  # few programs have patterns

        try:
            node, _ = read(literal.value)
        except InvalidPattern:
            continue
        if _is_ambiguous(node):
            yield subject.found(UnsafeRegex(), literal)


def _is_ambiguous(root: Node) -> bool:
    """Tell whether an endless repetition repeats what is such a repetition and nothing else."""
    from kclpy_stdlib import regex_nodes as parts

    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, parts.Repeat) and node.high is None and _repeats(node.item):
            return True
        if isinstance(node, parts.Sequence):
            waiting += node.items
        elif isinstance(node, parts.Choice):
            waiting += node.alternatives
        elif isinstance(node, (parts.Repeat, parts.Group, parts.Ahead)):
            waiting.append(node.item)
    return False


def _repeats(node: Node) -> bool:
    """Tell whether a node can be nothing but an endless repetition."""
    from kclpy_stdlib import regex_nodes as parts

    if isinstance(node, parts.Repeat):
        return node.high is None or _repeats(node.item)
    if isinstance(node, parts.Group):
        return _repeats(node.item)
    if isinstance(node, parts.Choice):
        return any(map(_repeats, node.alternatives))
    if isinstance(node, parts.Sequence):
        needed = [item for item in node.items if not _can_be_empty(item)]
        if len(needed) > 1:
            return False
        return any(map(_repeats, needed or node.items))
    return False


def _can_be_empty(node: Node) -> bool:
    from kclpy_stdlib import regex_nodes as parts

    if isinstance(node, parts.Repeat):
        return node.low == 0 or _can_be_empty(node.item)
    if isinstance(node, parts.Group):
        return _can_be_empty(node.item)
    if isinstance(node, parts.Choice):
        return any(map(_can_be_empty, node.alternatives))
    if isinstance(node, parts.Sequence):
        return all(map(_can_be_empty, node.items))
    return isinstance(node, (parts.Assertion, parts.Ahead))


RULE = Rule(UnsafeRegex, Group.SECURITY, _check)
