"""What a project says to a command: ``[NAME]`` in kcl.mod, ``[tool.kclpy.NAME]`` in pyproject.toml.

In a directory that has both, kcl.mod counts.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.load import BadConfiguration
from kclpy.packages.shapes import Shape
from kclpy.source import SourceFile
from kclpy.source.vfs import Files

# The files, and the tables in them that the tables of commands stand in; the first one counts.
CONFIGURATIONS: Mapping[str, tuple[str, ...]] = {
    "kcl.mod": (),
    "pyproject.toml": ("tool", "kclpy"),
}
_ERROR_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class ConfigurationError(Exception):
    """A configuration cannot be understood; the diagnostic says what and where."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Section:
    """The table for one command; ``header`` is its name in the file."""

    file: SourceFile
    header: str
    values: Mapping[str, Any]

    @property
    def home(self) -> str:
        """The directory of the file."""
        return os.path.dirname(self.file.path)

    def expect(self, shape: Shape) -> None:
        """Raise `ConfigurationError` for the first thing that does not fit ``shape``."""
        for path, problem, _ in shape.mistakes(self.values):
            if problem.level == "error":
                names = [step for step in path if isinstance(step, str)]
                raise self.error(problem.message, names[-1] if names else self.header)

    def error(self, reason: str, key: str) -> ConfigurationError:
        """Return the error about a key of the table, placed where the key is written."""
        return _error(self.file, reason, self.place(key))

    def place(self, key: str) -> int:
        """Return the offset at which a key of the table is written, or else the table."""
        header = re.search(rf"^\s*\[\s*{re.escape(self.header)}\b", self.file.text, re.M)
        place = re.compile(rf"^\s*([\"']?{re.escape(key)}[\"']?\s*=)", re.M).search(
            self.file.text, header.start() if header else 0
        )
        return place.start(1) if place else header.start() if header else 0


def find_section(directory: str, name: str, files: Files | None = None) -> Section | None:
    """Return what the nearest file at or above ``directory`` says to the command ``name``.

    ``files`` may know texts that are not saved. Raises `ConfigurationError` for a file that cannot
    be read.
    """
    directory = os.path.abspath(directory)
    while True:
        found = section_in(directory, name, files)
        parent = os.path.dirname(directory)
        if found is not None or parent == directory:
            return found
        directory = parent


def section_in(directory: str, name: str, files: Files | None = None) -> Section | None:
    """Return what the files of ``directory`` itself say; ``files`` may know texts of them."""
    for file, above in CONFIGURATIONS.items():
        path = os.path.join(directory, file)
        if os.path.isfile(path) if files is None else files.is_file(path):
            found = _section(path, (*above, name), files)
            if found is not None:
                return found
    return None


def _section(path: str, keys: tuple[str, ...], files: Files | None) -> Section | None:
    file, table = _document(path, files)
    for key in keys:
        table = table.get(key) if isinstance(table, dict) else None
    if table is None:
        return None
    section = Section(file, ".".join(keys), table if isinstance(table, dict) else {})
    if not isinstance(table, dict):
        raise section.error(f"'{section.header}' is not a table", keys[-1])
    return section


def _document(path: str, files: Files | None) -> tuple[SourceFile, Any]:
    file = SourceFile(path, "")
    try:
        if files is not None:
            file = files.settled(files.canonical(path))
        else:
            with open(path, "rb") as stream:
                file = SourceFile(path, stream.read().decode("utf-8"))
        return file, tomllib.loads(file.text)
    except (OSError, ValueError, RecursionError) as error:
        place = _ERROR_PLACE.search(str(error))
        start = file.offset(int(place[1]), int(place[2]) - 1) if place else len(file.text)
        raise _error(file, f"cannot be read: {error}", start) from None


def _error(file: SourceFile, reason: str, start: int) -> ConfigurationError:
    problem = BadConfiguration(reason)
    label = Label(file.span(start, start), problem.message)
    return ConfigurationError(Diagnostic(problem, (label,)))
