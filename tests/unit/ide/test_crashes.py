"""Programs that are half typed: whatever is asked about them, there is an answer."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kclpy.ide.actions import quick_fixes
from kclpy.ide.cancel import CancelToken
from kclpy.ide.describe import describe, type_of
from kclpy.ide.document import Document
from kclpy.ide.expectation import expected_at
from kclpy.ide.folding import folds, selections
from kclpy.ide.formatting import format_document, format_range
from kclpy.ide.hints import hints
from kclpy.ide.links import links
from kclpy.ide.navigation import definition, highlights, references, type_definition
from kclpy.ide.outline import outline
from kclpy.ide.rename import RenameRefused, rename
from kclpy.ide.scopes import visible
from kclpy.ide.signature import signature_at
from kclpy.ide.tokens import semantic_tokens
from kclpy.ide.workspace import Snapshot, Workspace

_GOLDEN = Path(__file__).parents[2] / "golden"
_PROGRAMS = sorted(path for path in (_GOLDEN / "run").glob("*/*.k"))[::25]

_OF_FILES: tuple[Callable[[Document], Any], ...] = (
    lambda document: list(quick_fixes(document, 0, len(document.text))),
    folds,
    lambda document: format_document(document.text, document.path),
    lambda document: format_range(document.text, document.path, 3, 30),
    lambda document: hints(document, 0, len(document.text)),
    lambda document: list(links(document)),
    lambda document: outline(document.module),
    semantic_tokens,
)
_OF_PLACES: tuple[Callable[[Document, int], Any], ...] = (
    definition,
    expected_at,
    highlights,
    selections,
    signature_at,
    type_definition,
    visible,
)


def _ask(snapshot: Snapshot, path: str, offsets: list[int]) -> None:
    """Ask everything about a file."""
    document = snapshot.document(path)
    assert all(0 <= one.span.start < one.span.end for one in document.occurrences)
    for ask in _OF_FILES:
        ask(document)
    for one in document.occurrences:
        describe(one.declaration, document.program)
        type_of(one.declaration, document.program)
    for offset in offsets:
        for ask_at in _OF_PLACES:
            ask_at(document, offset)
        references(snapshot, document, offset, CancelToken())
        try:
            rename(snapshot, document, offset, "renamed", CancelToken())
        except RenameRefused:
            pass


def _prefixes(text: str) -> Iterator[str]:
    """Yield every fifth prefix, of long texts fewer."""
    step = max(5, len(text) // 40)
    for end in range(0, len(text), step):
        yield text[:end]


@pytest.mark.parametrize("program", _PROGRAMS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_prefixes(program: Path, tmp_path: Path) -> None:
    workspace = Workspace([str(tmp_path)])
    path = str(tmp_path / "main.k")
    for text in _prefixes(program.read_text("utf-8")):
        workspace.open(path, text)
        size = len(text)
        _ask(workspace.snapshot(), path, sorted({0, size // 3, size - size // 7, size}))


@pytest.mark.parametrize("seed", range(8))
def test_random_edits_end_where_a_fresh_start_ends(seed: int, tmp_path: Path) -> None:
    """What is kept from one text to the next changes no answer."""
    choose = random.Random(seed)
    (tmp_path / "kcl.mod").write_text('[package]\nname = "app"\n')
    texts = {
        "models/app.k": (
            "schema App:\n    name: str\n    port: int = 80\n"
            "schema Web(App):\n    path?: str\nf = lambda x: int -> int {\n    x\n}\n"
        ),
        "middle/m.k": 'import models\na = models.Web {name = "x"}\nb = models.f(1)\n',
        "main.k": "import middle\nimport models\nc = middle.a.port\nd: models.App = middle.a\n",
    }
    paths = {name: tmp_path / name for name in texts}
    for name, path in paths.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(texts[name])
    pieces = ["port", "name", "x", "App", "Web", ": int", ": str", "\n", "    ", "{", "}", "1", '"']
    workspace = Workspace([str(tmp_path)])
    for _ in range(40):
        name = choose.choice(list(texts))
        text = texts[name]
        start = choose.randrange(len(text) + 1)
        end = min(len(text), start + choose.choice([0, 0, 1, 4]))
        texts[name] = text[:start] + choose.choice(pieces) + text[end:]
        if choose.random() < 0.3:
            texts[name] = paths[name].read_text()  # taken back
        workspace.open(str(paths[name]), texts[name])
        _messages(workspace, paths, choose.choice(list(texts)))
    fresh = Workspace([str(tmp_path)])
    for name, text in texts.items():
        fresh.open(str(paths[name]), text)
    for name in texts:
        assert _messages(workspace, paths, name) == _messages(fresh, paths, name)


def _messages(workspace: Workspace, paths: dict[str, Path], name: str) -> list[object]:
    document = workspace.snapshot().document(str(paths[name]))
    return [
        (one.message, one.labels[0].span[1:] if one.labels else None)
        for one in document.diagnostics
    ]
