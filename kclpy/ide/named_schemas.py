"""The schemas that projects hold their data to, where ``[vet]`` names them.

They are found in the text as it is now. What cannot be read names none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kclpy.ide.cancel import CancelToken
from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.settings.schemas import Schemas
from kclpy.ide.settings.toml import read_toml
from kclpy.ide.workspace import Snapshot
from kclpy.packages.configuration import ConfigurationError, section_in
from kclpy.source import Span
from kclpy.vet.project import NAME, VetRules, parted


@dataclass(frozen=True, slots=True)
class NamedSchema:
    """A schema as one of ``rules`` names it; ``span`` is the text without its quotes."""

    rules: VetRules
    named: str
    span: Span

    @property
    def package_span(self) -> Span:
        """The place of the path of its package."""
        return self.span._replace(end=self.span.start + len(parted(self.named)[0]))

    @property
    def name_span(self) -> Span:
        """The place of its name alone."""
        return self.span._replace(start=self.span.end - len(parted(self.named)[1]))


def named_schemas(snapshot: Snapshot, path: str = "") -> Iterator[NamedSchema]:
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
                yield NamedSchema(rules, spot.text, span)


def naming(
    snapshot: Snapshot, declaration: Declaration, path: str, token: CancelToken
) -> Iterator[Span]:
    """Yield where projects name the schema ``declaration``, which is used in the file at ``path``.

    The spans are those of its name alone.
    """
    if declaration.kind is not Kind.SCHEMA:
        return
    for one in named_schemas(snapshot, path):
        if parted(one.named)[1] == declaration.name:
            found = Schemas(one.rules, snapshot, token).find(one.named)
            declared = None if found is None else found.declaration
            if declared is not None and declared.key == declaration.key:
                yield one.name_span
