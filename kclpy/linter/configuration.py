"""What a project says about the rules: ``[lint]`` in kcl.mod, ``[tool.kclpy.lint]`` elsewhere.

The configuration of a file is the nearest one above it. In a directory that has both, kcl.mod
counts.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kclpy.linter.selection import DEFAULT, Choice, names_of_all, unknown_word
from kclpy.packages.configuration import Section, section_in
from kclpy.packages.keys import LINT
from kclpy.packages.patterns import matches
from kclpy.source.vfs import Files

_SEVERITY = "severity"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What one file says; the patterns of ``per_file`` are relative to ``home``.

    ``severity`` maps words for rules to how much their findings count in an editor.
    """

    home: str = ""
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)

    def names(self, path: str, choice: Choice) -> frozenset[str]:
        """Return the rules that count for a file; the words of the command line go first."""
        selected = (DEFAULT,) if self.select is None else self.select
        if choice.select is not None:
            selected = choice.select
        ignored = [*self.ignore, *choice.ignore]
        for pattern, words in self.per_file.items():
            if matches(os.path.relpath(path, self.home).replace(os.sep, "/"), pattern):
                ignored += words
        return names_of_all(selected) - names_of_all(ignored)

    def severities(self) -> dict[str, str]:
        """Return how much the findings of rules count, by name: a rule goes before its group."""
        found: dict[str, str] = {}
        for word, severity in sorted(
            self.severity.items(), key=lambda one: len(names_of_all([one[0]])), reverse=True
        ):
            found.update(dict.fromkeys(names_of_all([word]), severity))
        return found


class Configurations:
    """The configurations of the directories that were asked for."""

    def __init__(self, files: Files | None = None) -> None:
        self.files = files  # texts of an editor that hide those on disk
        self._found: dict[str, Configuration] = {}

    def of(self, path: str) -> Configuration:
        """Return the configuration of a file; raise `ConfigurationError` for a wrong one."""
        return self._above(os.path.dirname(os.path.abspath(path)))

    def _above(self, directory: str) -> Configuration:
        found = self._found.get(directory)
        if found is None:
            parent = os.path.dirname(directory)
            found = _read(directory, self.files)
            if found is None:
                found = Configuration(directory) if parent == directory else self._above(parent)
            self._found[directory] = found
        return found


def _read(directory: str, files: Files | None) -> Configuration | None:
    """Return what the files of a directory say, None if they say nothing."""
    section = section_in(directory, "lint", files)
    if section is None:
        return None
    section.expect(LINT)
    per_file = section.values.get("per-file-ignores", {})
    return Configuration(
        section.home,
        select=_rules(section, "select", section.values.get("select")),
        ignore=_rules(section, "ignore", section.values.get("ignore")) or (),
        per_file={
            pattern: _rules(section, pattern, words) or () for pattern, words in per_file.items()
        },
        severity=_severity(section),
    )


def _severity(section: Section) -> Mapping[str, str]:
    """Return the words for rules in the table of severities, each with its severity."""
    table: Mapping[str, str] = section.values.get(_SEVERITY, {})
    for word in table:
        mistake = unknown_word([word])
        if mistake is not None:
            raise section.error(mistake, word)
    return table


def _rules(section: Section, key: str, words: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return the words that ``key`` has; None stands for None."""
    if words is None:
        return None
    mistake = unknown_word(words)
    if mistake is not None:
        raise section.error(mistake, key)
    return tuple(words)
