"""Which data a project names, and the schemas that these must fit: ``[vet]`` in kcl.mod.

    [vet]
    "values/*.yaml" = "models.App"

A pattern without a slash is about files of that name anywhere below. A schema is named with the
path of its package; one of the root package stands alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kclpy.packages.configuration import Section, find_section
from kclpy.packages.keys import VET
from kclpy.packages.patterns import matches
from kclpy.source.vfs import Files
from kclpy.vet.documents import format_of

NAME = "vet"


class Rule(NamedTuple):
    """Data that match ``pattern`` are instances of ``schema``, which stands in ``directory``."""

    pattern: str
    directory: str
    schema: str


@dataclass(frozen=True, slots=True)
class VetRules:
    """The rules of one configuration; the first one that is about a file counts."""

    section: Section

    @property
    def home(self) -> str:
        """The directory that patterns and packages start in."""
        return self.section.home

    def __iter__(self) -> Iterator[Rule]:
        for pattern, named in self.section.values.items():
            package, _, schema = named.rpartition(".")
            yield Rule(pattern, os.path.join(self.home, *filter(None, package.split("."))), schema)

    def of(self, path: str) -> Rule | None:
        """Return the rule about a file."""
        relative = os.path.relpath(path, self.home).replace(os.sep, "/")
        return next((one for one in self if matches(relative, one.pattern)), None)

    def files(self) -> Iterator[tuple[str, Rule]]:
        """Yield the data files below the directory that a rule is about."""
        for directory, below, names in os.walk(self.home):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                path = os.path.join(directory, name)
                rule = self.of(path) if format_of(name) is not None else None
                if rule is not None:
                    yield path, rule


def find_rules(directory: str, files: Files | None = None) -> VetRules | None:
    """Return the rules of the nearest configuration at or above ``directory`` that has some.

    ``files`` may know texts that are not saved. Raises `ConfigurationError` for a wrong one.
    """
    section = find_section(directory, NAME, files)
    if section is None:
        return None
    section.expect(VET)
    return VetRules(section)
