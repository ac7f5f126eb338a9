"""Which data a project names, and the schemas that these must fit: ``[vet]`` in kcl.mod.

    [vet]
    "values/*.yaml" = "models.App"

A pattern without a slash is about files of that name anywhere below. A schema is named with the
path of its package, as an import would write it; one of the root package stands alone.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kclpy.diagnostics import Diagnostic, Label, Problem
from kclpy.diagnostics.settings import HiddenPattern, NoDataMatch
from kclpy.driver.settings import DEFAULT_NAME
from kclpy.driver.stores import package_stores
from kclpy.packages.configuration import Section, find_section
from kclpy.packages.keys import VET
from kclpy.packages.manifest import ManifestError, find_dependencies, load_manifest
from kclpy.packages.patterns import matches
from kclpy.source import Span
from kclpy.source.vfs import Files
from kclpy.vet.documents import format_of

NAME = "vet"

# Directories that hold no data of the project.
_FOREIGN = ("vendor", "node_modules", "__pycache__")


class Rule(NamedTuple):
    """Data that match ``pattern`` are instances of the schema that ``named`` means."""

    pattern: str
    named: str


def parted(named: str) -> tuple[str, str]:
    """Return the path of the package and the name of the schema that ``named`` means."""
    package, _, schema = named.rpartition(".")
    return package, schema


@dataclass(frozen=True, slots=True)
class VetRules:
    """The rules of one configuration; the first one that is about a file counts."""

    section: Section
    files: Files = field(default_factory=Files)

    @property
    def home(self) -> str:
        """The directory that patterns and packages start in."""
        return self.section.home

    def __iter__(self) -> Iterator[Rule]:
        for pattern, named in self.section.values.items():
            if isinstance(named, str):
                yield Rule(pattern, named)

    def of(self, path: str) -> Rule | None:
        """Return the rule about a file."""
        relative = self._relative(path)
        return next((one for one in self if matches(relative, one.pattern)), None)

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.home).replace(os.sep, "/")

    def place(self, package: str) -> str:
        """Return the directory or the file that a package would be.

        It is looked for as imports are: below the configuration, then among the dependencies.
        """
        own = self._below(self.home, package)
        if self.files.exists(own):
            return own
        name, _, rest = package.partition(".")
        root = self._dependencies().get(name)
        return own if root is None else self._below(root, rest)

    def _below(self, root: str, package: str) -> str:
        directory = os.path.join(root, *filter(None, package.split(".")))
        is_file = not self.files.is_directory(directory) and self.files.is_file(f"{directory}.k")
        return f"{directory}.k" if is_file else directory

    def _dependencies(self) -> dict[str, str]:
        try:
            manifest = load_manifest(self.home, self.files)
        except ManifestError:  # told by whoever reads the manifest for its own sake
            return {}
        return {} if manifest is None else find_dependencies(manifest, package_stores(), self.files)

    def held(self, paths: Iterable[str]) -> Iterator[tuple[str, Rule]]:
        """Yield those of ``paths`` that a rule is about, with it."""
        for path in paths:
            rule = self.of(path)
            if rule is not None:
                yield path, rule

    def idle(self, paths: Iterable[str]) -> Iterator[tuple[str, Problem]]:
        """Yield the patterns that are of no use for the data files ``paths``, and why."""
        paths = list(paths)
        rules = list(self)
        used = {rule.pattern for _, rule in self.held(paths)}
        relative = [self._relative(path) for path in paths]
        for number, rule in enumerate(rules):
            if rule.pattern in used:
                continue
            about = next((path for path in relative if matches(path, rule.pattern)), None)
            if about is None:
                others = () if glob.has_magic(rule.pattern) else tuple(relative)
                yield rule.pattern, NoDataMatch(rule.pattern, others)
                continue
            first = next(one for one in rules[:number] if matches(about, one.pattern))
            yield rule.pattern, HiddenPattern(rule.pattern, first.pattern)

    def proposed(self, paths: Iterable[str]) -> list[str]:
        """Return patterns that could be written: of directories, and the data files themselves."""
        relative = [self._relative(path) for path in paths]
        parts = ((os.path.dirname(path), os.path.splitext(path)[1]) for path in relative)
        several = (f"{above}/*{end}" for above, end in parts if above)
        return list(dict.fromkeys([*several, *relative]))

    def span(self, pattern: str) -> Span:
        """Return the place at which a pattern begins."""
        start = self.section.place(pattern)
        return self.section.file.span(start, start)

    def at(self, pattern: str, problem: Problem) -> Diagnostic:
        """Return what is to be said of a pattern, at its place."""
        return Diagnostic(problem, (Label(self.span(pattern), problem.message),)).explained()


def data_files(home: str) -> list[str]:
    """Return the data files below a directory, in order."""
    found = []
    for directory, below, names in os.walk(home):
        below[:] = sorted(one for one in below if not (one.startswith(".") or one in _FOREIGN))
        for name in sorted(names):
            if is_data(name):
                found.append(os.path.join(directory, name))
    return found


def is_data(path: str) -> bool:
    """Tell whether a file has data, by its name; settings of KCL are none."""
    return format_of(path) is not None and os.path.basename(path) != DEFAULT_NAME


def find_rules(directory: str, files: Files | None = None) -> VetRules | None:
    """Return the rules of the nearest configuration at or above ``directory`` that has some.

    ``files`` may know texts that are not saved. Raises `ConfigurationError` for a wrong one.
    """
    section = find_section(directory, NAME, files)
    if section is None:
        return None
    section.expect(VET)
    return VetRules(section, files or Files())
