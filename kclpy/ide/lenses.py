"""What can be done with a file and its declarations, shown above them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kclpy.driver.workspace import TESTS
from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.navigation import uses
from kclpy.ide.workspace import Snapshot
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.testing.cases import cases_in


class LensKind(Enum):
    """What a lens offers."""

    PREVIEW = "preview"
    TEST = "test"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Lens:
    """Something offered at ``span`` for the declaration ``name``; "" means the whole file."""

    kind: LensKind
    span: Span
    name: str = ""


def lenses(document: Document) -> Iterator[Lens]:
    """Yield the lenses of a file: a test file has tests, another one something to render."""
    module = document.module
    if document.path.endswith(TESTS):
        for case in cases_in(module):
            end = case.start + len(case.function)
            yield Lens(LensKind.TEST, Span(document.file, case.start, end), case.function)
    elif module.body:
        yield Lens(LensKind.PREVIEW, Span(document.file, 0, 0))
    for name in _schemas(module):
        if name.id:
            span = Span(document.file, name.start, name.end)
            yield Lens(LensKind.REFERENCES, span, name.id)


def count_references(
    snapshot: Snapshot, document: Document, name: str, token: CancelToken
) -> int | None:
    """Return how often the workspace mentions the schema ``name``; None if it is gone."""
    declared = next((one for one in _schemas(document.module) if one.id == name), None)
    found = None if declared is None else document.occurrences.at(declared.start)
    if found is None:
        return None
    return sum(not one.is_declaration for one in uses(snapshot, document, found.declaration, token))


def _schemas(module: nodes.Module) -> Iterator[nodes.Name]:
    """Yield the names of the schemas and rules that a file declares."""
    for statement in module.body:
        if isinstance(statement, (nodes.SchemaStmt, nodes.RuleStmt)):
            yield statement.name
