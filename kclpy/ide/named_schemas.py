"""The schemas that projects hold their data to, where ``[vet]`` names them.

They are found in the text as it is now. What cannot be read names none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kclpy.ide.cancel import CancelToken
from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.import_paths import path_to
from kclpy.ide.settings.schemas import Schemas
from kclpy.ide.settings.toml import read_toml
from kclpy.ide.tree import dotted
from kclpy.ide.workspace import Snapshot, is_below
from kclpy.packages.configuration import ConfigurationError, section_in
from kclpy.source import Span
from kclpy.vet.project import NAME, VetRules, parted


@dataclass(frozen=True, slots=True)
class Naming:
    """A schema as one of ``rules`` names it; ``span`` is the text without its quotes."""

    rules: VetRules
    named: str
    span: Span

    @property
    def place(self) -> str:
        """The directory or the file that its package is."""
        return self.rules.place(parted(self.named)[0])

    @property
    def name_span(self) -> Span:
        """The place of its name alone."""
        return self.span._replace(start=self.span.end - len(parted(self.named)[1]))

    def leading_to(self, place: str, home: str) -> str | None:
        """Return what is written instead if its package is at ``place``, and the rules in ``home``.

        None if nothing leads there.
        """
        package, name = parted(self.named)
        if is_below(self.place, self.rules.home) and is_below(place, home):
            path = dotted(home, place.removesuffix(".k"))
        else:
            path = path_to(package, self.place, place) or ""
        if not path:
            return name if place == home else None
        is_importable = all(word.isidentifier() for word in path.split("."))
        return f"{path}.{name}" if is_importable else None


def namings(snapshot: Snapshot, path: str = "") -> Iterator[Naming]:
    """Yield the schemas that the projects of the workspace name, and of where ``path`` is."""
    for directory in snapshot.projects(path):
        try:
            section = section_in(directory, NAME, snapshot.files)
        except ConfigurationError:
            continue
        if section is None:
            continue
        file = snapshot.files.source(section.file.path)
        rules = VetRules(section, snapshot.files)
        table = tuple(section.header.split("."))
        for spot in read_toml(file.text).spots:
            if spot.is_key or spot.path[:-1] != table:
                continue
            end = spot.end - len(spot.quote)
            span = file.span(end - len(spot.text), end)
            if file.text[span.start : end] == spot.text:
                yield Naming(rules, spot.text, span)


def namings_of(
    snapshot: Snapshot, declaration: Declaration, path: str, token: CancelToken
) -> Iterator[Naming]:
    """Yield where projects name the schema ``declaration``, of which the file at ``path`` knows."""
    if declaration.kind is not Kind.SCHEMA:
        return
    for one in namings(snapshot, path):
        if parted(one.named)[1] == declaration.name:
            found = Schemas(one.rules, snapshot, token).find(one.named)
            declared = None if found is None else found.declaration
            if declared is not None and declared.key == declaration.key:
                yield one
