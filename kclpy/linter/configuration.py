"""What a project says about the rules: ``[lint]`` in kcl.mod, ``[tool.kclpy.lint]`` elsewhere.

The configuration of a file is the nearest one above it. In a directory that has both, kcl.mod
counts.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from kclpy.diagnostics import Diagnostic, Label
from kclpy.linter.problems import BadConfiguration
from kclpy.linter.selection import DEFAULT, Choice, names_of_all, unknown_word
from kclpy.source import SourceFile

_SOURCES = {"kcl.mod": ("lint",), "pyproject.toml": ("tool", "kclpy", "lint")}
_PER_FILE = "per-file-ignores"
_KEYS = ("select", "ignore", _PER_FILE)
_ERROR_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class ConfigurationError(Exception):
    """A configuration cannot be understood; the diagnostic says what and where."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Configuration:
    """What one file says; the patterns of ``per_file`` are relative to ``home``."""

    home: str = ""
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def names(self, path: str, choice: Choice) -> frozenset[str]:
        """Return the rules that count for a file; the words of the command line go first."""
        selected = (DEFAULT,) if self.select is None else self.select
        if choice.select is not None:
            selected = choice.select
        ignored = [*self.ignore, *choice.ignore]
        for pattern, words in self.per_file.items():
            if _matches(os.path.relpath(path, self.home).replace(os.sep, "/"), pattern):
                ignored += words
        return names_of_all(selected) - names_of_all(ignored)


def _matches(path: str, pattern: str) -> bool:
    """Tell whether a pattern is about a file: by its name, or by its path if it has a slash."""
    if "/" not in pattern:
        return fnmatchcase(os.path.basename(path), pattern)
    return fnmatchcase(path, pattern) or fnmatchcase(f"/{path}", pattern.replace("**/", "*/"))


class Configurations:
    """The configurations of the directories that were asked for."""

    def __init__(self) -> None:
        self._found: dict[str, Configuration] = {}

    def of(self, path: str) -> Configuration:
        """Return the configuration of a file; raise `ConfigurationError` for a wrong one."""
        return self._above(os.path.dirname(os.path.abspath(path)))

    def _above(self, directory: str) -> Configuration:
        found = self._found.get(directory)
        if found is None:
            parent = os.path.dirname(directory)
            found = _read(directory)
            if found is None:
                found = Configuration(directory) if parent == directory else self._above(parent)
            self._found[directory] = found
        return found


def _read(directory: str) -> Configuration | None:
    """Return what the files of a directory say, None if they say nothing."""
    for name, keys in _SOURCES.items():
        path = os.path.join(directory, name)
        if os.path.isfile(path):
            found = _Reader(path, keys).read()
            if found is not None:
                return found
    return None


class _Reader:
    """Reads the table of one file, and knows where its keys stand."""

    def __init__(self, path: str, keys: tuple[str, ...]) -> None:
        self.path = path
        self.keys = keys
        self.file = SourceFile(path, "")

    def read(self) -> Configuration | None:
        table: Any = self._document()
        for key in self.keys:
            table = table.get(key) if isinstance(table, dict) else None
        if table is None:
            return None
        if not isinstance(table, dict):
            raise self._error(f"'{'.'.join(self.keys)}' is not a table", self.keys[-1])
        for key in table:
            if key not in _KEYS:
                raise self._error(f"unknown key '{key}', expected {', '.join(_KEYS)}", key)
        return Configuration(
            os.path.dirname(self.path),
            select=self._words(table["select"], "select") if "select" in table else None,
            ignore=self._words(table.get("ignore", []), "ignore"),
            per_file=self._per_file(table.get(_PER_FILE, {})),
        )

    def _document(self) -> Mapping[str, Any]:
        try:
            with open(self.path, "rb") as stream:
                self.file = SourceFile(self.path, stream.read().decode("utf-8"))
            return tomllib.loads(self.file.text)
        except (OSError, ValueError, RecursionError) as error:
            place = _ERROR_PLACE.search(str(error))
            start = 0
            if place is not None:
                start = self.file.offset(int(place[1]), int(place[2]) - 1)
            raise self._error_at(f"cannot be read: {error}", start) from None

    def _per_file(self, table: object) -> dict[str, tuple[str, ...]]:
        if not isinstance(table, dict):
            raise self._error(f"'{_PER_FILE}' is not a table", _PER_FILE)
        return {pattern: self._words(words, pattern) for pattern, words in table.items()}

    def _words(self, value: object, key: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._error(f"'{key}' is not a list of strings", key)
        mistake = unknown_word(value)
        if mistake is not None:
            raise self._error(mistake, key)
        return tuple(value)

    def _error(self, reason: str, key: str) -> ConfigurationError:
        """Return the error about a key of the table, placed where the key is written."""
        header = re.search(rf"^\s*\[\s*{re.escape('.'.join(self.keys))}\b", self.file.text, re.M)
        quoted = rf"[\"']?{re.escape(key)}[\"']?\s*="
        start = header.start() if header else 0
        place = re.compile(rf"^\s*({quoted})", re.M).search(self.file.text, start)
        return self._error_at(reason, place.start(1) if place else start)

    def _error_at(self, reason: str, start: int) -> ConfigurationError:
        problem = BadConfiguration(reason)
        label = Label(self.file.span(start, start), problem.message)
        return ConfigurationError(Diagnostic(problem, (label,)))
