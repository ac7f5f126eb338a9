"""Keys that a literal has twice, so that the first value is lost."""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.diagnostics import Diagnostic, Edit
from kclpy.linter.removal import has_effects
from kclpy.linter.rule import Group, LintProblem, Rule, Subject
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker


class DuplicateKey(LintProblem):
    """A dict or config gives a key a second value with ``=``; the first one is lost.

    ```kcl
    labels = {
        team = "store"
        team = "payment"
    }
    ```

    Remove one of them, or write ``:`` to unite two configs.
    """

    name: str
    template = "key '{name}' is there already, and its value is lost"


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for config in subject.each(nodes.ConfigExpr):
        yield from _repeated(subject, config)


def _repeated(subject: Subject, config: nodes.ConfigExpr) -> Iterator[Diagnostic]:
    entries = config.entries
    for at, index in _pairs(subject, config):
        first, entry = entries[at], entries[index]
        assert isinstance(first, nodes.ConfigEntry) and isinstance(entry, nodes.ConfigEntry)
        assert first.key is not None and entry.key is not None
        edit = _removal(subject, first, entry) if at == index - 1 else None
        name = ".".join(_path(entry.key) or ())
        yield subject.found(
            DuplicateKey(name),
            entry.key,
            *(() if edit is None else (edit,)),
            title=f"remove the first '{name}'",
            place=first.key,
            reason="this value is lost",
        )


def _pairs(subject: Subject, config: nodes.ConfigExpr) -> Iterator[tuple[int, int]]:
    """Yield where keys stand of which the second value replaces the first, which nothing reads."""
    keys = [_key(subject, entry) for entry in config.entries]
    if len(set(filter(None, keys))) == len(list(filter(None, keys))):
        return
    earlier: dict[tuple[str, ...], int] = {}
    read: dict[str, int] = {}  # the last entry that mentions a name
    for index, (entry, key) in enumerate(zip(config.entries, keys, strict=True)):
        for name in _names(entry):
            read[name] = index
        if key is not None and isinstance(entry, nodes.ConfigEntry):
            at = earlier.get(key)
            if at is not None and entry.op == "=" and read.get(key[0], -1) <= at:
                yield at, index
            earlier[key] = index


def _key(
    subject: Subject, entry: nodes.ConfigEntry | nodes.ConfigIfEntry
) -> tuple[str, ...] | None:
    """Return the path of a key that is written out; that of a loop variable is computed."""
    if not isinstance(entry, nodes.ConfigEntry) or entry.key is None:
        return None
    if isinstance(entry.key, nodes.Name) and entry.key in subject.model.symbol_of:
        return None
    return _path(entry.key)


def _path(key: nodes.Expr) -> tuple[str, ...] | None:
    if isinstance(key, nodes.StringLit):
        return (key.value,)
    names = nodes.dotted_name(key)
    return None if names is None else tuple(name.id for name in names)


def _names(entry: nodes.ConfigEntry | nodes.ConfigIfEntry) -> set[str]:
    """Return the names that the value of an entry, or a whole condition, mentions."""
    names = _Names()
    names.visit(entry.value if isinstance(entry, nodes.ConfigEntry) else entry)
    return names.found


def _removal(subject: Subject, first: nodes.ConfigEntry, entry: nodes.ConfigEntry) -> Edit | None:
    """Return the edit that removes ``first``, which stands right before ``entry``."""
    if has_effects(first.value) or subject.trivia.has_comment(first.start, entry.start):
        return None
    return subject.edit(first.start, entry.start)


class _Names(Walker):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_Name(self, node: nodes.Name) -> None:
        self.found.add(node.id)


RULE = Rule(DuplicateKey, Group.MISTAKES, _check, has_fix=True)
