"""Programs mean the same after each refactoring that is offered, wherever it is asked for."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from kclpy import api
from kclpy.ide.cancel import CancelToken
from kclpy.ide.document import Document
from kclpy.ide.edits import Edit, apply_edits
from kclpy.ide.refactoring.extract import extract_variable
from kclpy.ide.refactoring.inline import inline_variable
from kclpy.ide.refactoring.schema import extract_schema
from kclpy.ide.workspace import Snapshot, Workspace
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children

_FOLDER = Path(__file__).parents[2] / "golden" / "run"
_PROGRAMS = sorted(
    path
    for path in _FOLDER.rglob("*.k")
    if path.with_suffix(".yaml").exists() and not path.with_suffix(".args").exists()
)

Refactoring = Callable[[Snapshot, Document, nodes.Node], list[Edit]]


def _extracted(snapshot: Snapshot, document: Document, node: nodes.Node) -> list[Edit]:
    if not isinstance(node, nodes.Expr):
        return []
    return extract_variable(snapshot, document, node.start, node.end, CancelToken())


def _inlined(snapshot: Snapshot, document: Document, node: nodes.Node) -> list[Edit]:
    if not isinstance(node, nodes.Name):
        return []
    return inline_variable(snapshot, document, node.start, CancelToken())


def _with_schema(snapshot: Snapshot, document: Document, node: nodes.Node) -> list[Edit]:
    if not isinstance(node, nodes.ConfigExpr):
        return []
    return extract_schema(snapshot, document, node.start, node.start, CancelToken())


@pytest.mark.parametrize(
    ("refactoring", "programs", "fewest"),
    [(_extracted, 60, 100), (_inlined, 400, 20), (_with_schema, 700, 50)],
    ids=["extract", "inline", "schema"],
)
def test_output_stays_the_same(refactoring: Refactoring, programs: int, fewest: int) -> None:
    chosen = random.Random(programs).sample(_PROGRAMS, programs)
    count = 0
    for path in chosen:
        text = path.read_text("utf-8")
        before = _compiled(path, text)
        for after in islice(_results(path, text, refactoring), 10):
            count += 1
            assert _compiled(path, after) == before, f"{path}\n{after}"
    assert count >= fewest


def _results(path: Path, text: str, refactoring: Refactoring) -> Iterator[str]:
    """Yield the text after each way to do it."""
    workspace = Workspace([str(path.parent)])
    workspace.open(str(path), text)
    snapshot = workspace.snapshot()
    document = snapshot.document(str(path))
    for node in _all_nodes(document.module):
        edits = refactoring(snapshot, document, node)
        if edits:
            yield apply_edits(text, edits)


def _all_nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in children(node):
        yield from _all_nodes(child)


def _compiled(path: Path, text: str) -> tuple[str, bool]:
    result = api.compile([path], texts={str(path): text})
    return result.yaml, result.is_failure
