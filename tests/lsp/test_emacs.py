"""A real editor: Emacs without a screen, with eglot and the mode that kclpy offers for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import IS_CI
from tests.files import write_files
from tests.lsp.editors import LIBRARY, MAIN, told_by

SCRIPT = Path(__file__).with_name("emacs.el")


@pytest.mark.skipif(
    shutil.which("emacs") is None and not IS_CI, reason="apt-get install emacs-nox elpa-eglot"
)
def test_emacs_shows_a_program(tmp_path: Path) -> None:
    write_files(tmp_path, {"kcl.mod": "", "models/app.k": LIBRARY, "main.k": MAIN})
    command = ["emacs", "--batch", "--eval", "(package-initialize)", "--load", str(SCRIPT)]
    answer = told_by(command, "emacs", tmp_path)
    assert answer["problem"] == ""
    assert answer["mode"] == "kcl-mode"
    assert any("Cannot add member 'nme'" in one for one in answer["diagnostics"])
    assert answer["mended"] is True
    assert "schema App:" in answer["hover"]
    assert answer["definition"].endswith("models/app.k")
    assert answer["text"] == MAIN.replace("nme", "name").replace("=   ", "= ")
