"""What can be done with a file and its declarations, shown above them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kclpy.driver.workspace import TESTS
from kclpy.ide.cancel import CancelToken
from kclpy.ide.declarations import name_span
from kclpy.ide.document import Document
from kclpy.ide.navigation import uses
from kclpy.ide.workspace import Snapshot
from kclpy.semantics.resolver import assignments
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.testing.cases import ROWS_SUFFIX, cases_in


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
    for name, span in _counted(document).items():
        yield Lens(LensKind.REFERENCES, span, name)


def count_references(
    snapshot: Snapshot, document: Document, name: str, token: CancelToken
) -> int | None:
    """Return how often the workspace reads what a file declares as ``name``; None if it is gone.

    Statements that give a variable its value are no references to it.
    """
    declared = _counted(document).get(name)
    found = None if declared is None else document.occurrences.at(declared.start)
    if found is None:
        return None
    return sum(not one.is_write for one in uses(snapshot, document, found.declaration, token))


def _counted(document: Document) -> dict[str, Span]:
    """Return where a file declares each name of its top level; tests are called by nobody."""
    cases = cases_in(document.module) if document.path.endswith(TESTS) else ()
    tests = {f"{one.function}{suffix}" for one in cases for suffix in ("", ROWS_SUFFIX)}
    found: dict[str, Span] = {}
    for statement in document.module.body:
        if isinstance(statement, (nodes.SchemaStmt, nodes.RuleStmt, nodes.TypeAliasStmt)):
            names: list[nodes.Expr] = [statement.name]
        else:
            names = [node for _, node in assignments(statement)]
        for node in names:
            span = name_span(node, document.module)
            name = document.text[span.start : span.end]
            if name and name not in tests:
                found.setdefault(name, span)
    return found
