"""A real editor: Neovim without a screen, with the configuration that kclpy offers for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import IS_CI

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("neovim.lua")

MAIN = """\
import models

app =   models.App {
    nme = "shop"
}
x = app.name
"""
LIBRARY = "schema App:\n    name: str\n"


@pytest.mark.skipif(shutil.which("nvim") is None and not IS_CI, reason="apt-get install neovim")
def test_neovim_edits_a_program(tmp_path: Path) -> None:
    (tmp_path / "kcl.mod").touch()
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "app.k").write_text(LIBRARY, "utf-8")
    (tmp_path / "main.k").write_text(MAIN, "utf-8")
    told = tmp_path / "told.json"
    paths = [str(ROOT), str(ROOT / "stdlib"), str(ROOT / "lsp")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "KCLPY_PLUGIN": str(ROOT / "lsp" / "neovim"),
        "KCLPY_SERVER": json.dumps([sys.executable, "-m", "kclpy", "lsp"]),
        "KCLPY_TOLD": str(told),
        "HOME": str(tmp_path),
    }
    command = ["nvim", "--headless", "-u", "NONE", "-c", f"luafile {SCRIPT}"]
    subprocess.run(command, cwd=tmp_path, env=environment, timeout=300, capture_output=True)
    answer = json.loads(told.read_text("utf-8"))
    assert answer["problem"] == ""
    assert any("Cannot add member 'nme'" in one for one in answer["diagnostics"])
    assert answer["mended"] == []
    assert "schema App:" in answer["hover"]
    assert answer["completion"] == ["name"]
    (place,) = answer["definition"]
    assert (place.get("uri") or place["targetUri"]).endswith("models/app.k")
    assert answer["saved"] == [
        "import models",
        "",
        "app = models.App {",
        "    title = 'shop'",
        "}",
        "x = app.title",
    ]
    assert answer["library"] == ["schema App:", "    title: str"]
