"""Declarations get files of their own, and the program means the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kclpy import api
from kclpy.ide.cancel import CancelToken
from kclpy.ide.edits import apply_edits
from kclpy.ide.refactoring.move import move_into, move_to_file
from kclpy.ide.refactoring.refusal import Refusal
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
                if move is not None and move.text is not None:
                    count += 1
                    texts = {f.path: apply_edits(f.text, e) for f, e in move.edits.items()}
                    after = _compiled(entry, {**texts, move.path: move.text})
                    assert after == before, f"{program}\n{texts}\n{move.text}"
    assert count > 50


@pytest.mark.parametrize("target", ["beside.k", "lib/b.k"])
def test_output_stays_the_same_after_a_move_to_a_file(target: str, tmp_path: Path) -> None:
    files = {
        "beside.k": "_beside = 1\n",
        "lib/b.k": "b = 1",
        "kcl.mod": '[package]\nname = "p"\n',
    }
    count = 0
    for number, program in enumerate(random.Random(2).sample(_PROGRAMS, 120)):
        text = program.read_text("utf-8")
        home = write_files(tmp_path / str(number), {**files, "main.k": text}).resolve()
        before = _compiled(home, {})
        snapshot = Workspace([str(home)]).snapshot()
        document = snapshot.document(str(home / "main.k"))
        for statement in document.module.body:
            try:
                move = move_into(
                    snapshot, document, statement.start, str(home / target), CancelToken()
                )
            except Refusal:
                continue
            count += 1
            texts = {f.path: apply_edits(f.text, e) for f, e in move.edits.items()}
            assert _compiled(home, texts) == before, f"{program}\n{texts}"
    assert count > 40


def test_each_file_keeps_its_line_ends(tmp_path: Path) -> None:
    moved = "import math\n\n# A\nschema A:\n    x: int = math.floor(1.5)\n"
    files = {"a.k": f"{moved}\nb = A {{}}\n", "b.k": "c = 1", "kcl.mod": '[package]\nname = "p"\n'}
    home = write_files(tmp_path, files).resolve()
    own, other = str(home / "a.k"), str(home / "b.k")
    for ends, others in (("\r\n", "\n"), ("\n", "\r\n")):
        workspace = Workspace([str(home)])
        workspace.open(own, files["a.k"].replace("\n", ends))
        workspace.open(other, f"c = 1{others}d = 2")
        snapshot = workspace.snapshot()
        document = snapshot.document(own)
        offset = document.text.index("schema")
        move = move_into(snapshot, document, offset, other, CancelToken())
        texts = {f.path: apply_edits(f.text, e) for f, e in move.edits.items()}
        assert texts[own] == f"b = A {{}}{ends}"
        expected = moved.replace("\n\n", "\n\nc = 1\nd = 2\n\n", 1)
        assert texts[other] == expected.replace("\n", others)


def _compiled(entry: Path, texts: dict[str, str]) -> tuple[str, bool]:
    workdir = entry if entry.is_dir() else entry.parent
    result = api.compile([entry], workdir=workdir, texts=texts)
    return result.yaml, result.is_failure
