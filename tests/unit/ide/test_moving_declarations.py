"""Declarations get files of their own, and the program means the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kclpy import api
from kclpy.ide.cancel import CancelToken
from kclpy.ide.edits import apply_edits
from kclpy.ide.refactoring.move import move_to_file
from kclpy.ide.workspace import Workspace
from kclpy.syntax import nodes
from tests.files import write_files

_FOLDER = Path(__file__).parents[2] / "golden" / "run"
_PROGRAMS = sorted(
    path
    for path in _FOLDER.rglob("*.k")
    if path.with_suffix(".yaml").exists()
    and not path.with_suffix(".args").exists()
    and ("\nschema " in path.read_text("utf-8") or "= lambda" in path.read_text("utf-8"))
)


@pytest.mark.parametrize("manifest", [True, False], ids=["module", "file"])
def test_output_stays_the_same(manifest: bool, tmp_path: Path) -> None:
    count = 0
    for number, program in enumerate(random.Random(1).sample(_PROGRAMS, 120)):
        text = program.read_text("utf-8")
        home = write_files(tmp_path / str(number), {"main.k": text}).resolve()
        if manifest:
            write_files(home, {"kcl.mod": '[package]\nname = "p"\n'})
        entry = home if manifest else home / "main.k"
        before = _compiled(entry, {})
        snapshot = Workspace([str(home)]).snapshot()
        document = snapshot.document(str(home / "main.k"))
        for statement in document.module.body:
            if isinstance(statement, (nodes.SchemaStmt, nodes.AssignStmt, nodes.TypeAliasStmt)):
                move = move_to_file(snapshot, document, statement.start, CancelToken())
                if move is not None:
                    count += 1
                    texts = {f.path: apply_edits(f.text, e) for f, e in move.edits.items()}
                    after = _compiled(entry, {**texts, move.path: move.text})
                    assert after == before, f"{program}\n{texts}\n{move.text}"
    assert count > 50


def _compiled(entry: Path, texts: dict[str, str]) -> tuple[str, bool]:
    workdir = entry if entry.is_dir() else entry.parent
    result = api.compile([entry], workdir=workdir, texts=texts)
    return result.yaml, result.is_failure
