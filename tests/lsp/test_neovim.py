"""A real editor: Neovim without a screen, with the configuration that kclpy offers for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import IS_CI
from tests.files import write_files
from tests.lsp.editors import LIBRARY, MAIN, told_by

SCRIPT = Path(__file__).with_name("neovim.lua")


@pytest.mark.skipif(shutil.which("nvim") is None and not IS_CI, reason="apt-get install neovim")
def test_neovim_edits_a_program(tmp_path: Path) -> None:
    files = {"models/app.k": LIBRARY, "main.k": MAIN, "values.yaml": "nam: 3\n\n"}
    manifest = '[vet]\n"values.yaml" = "models.App"\n'
    write_files(tmp_path, {"kcl.mod": manifest, **files})
    command = ["nvim", "--headless", "-u", "NONE", "-c", f"luafile {SCRIPT}"]
    answer = told_by(command, "neovim", tmp_path)
    assert answer["problem"] == ""
    assert any("Cannot add member 'nme'" in one for one in answer["diagnostics"])
    assert answer["mended"] == []
    assert "schema App:" in answer["hover"]
    assert answer["completion"] == ["name"]
    (place,) = answer["definition"]
    assert (place.get("uri") or place["targetUri"]).endswith("models/app.k")
    assert answer["preview"] == "app:\n  name: shop\nx: shop"
    assert answer["saved"] == [
        "import models",
        "",
        "app = models.App {",
        "    title = 'shop'",
        "}",
        "x = app.title",
    ]
    assert answer["library"] == ["schema App:", "    title: str"]
    assert any("Cannot add member 'nam'" in one for one in answer["data"])
    assert answer["keys"] == ["title"]
