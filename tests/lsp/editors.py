"""Real editors without a screen: each runs a script that writes what came of it as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

MAIN = """\
import models

app =   models.App {
    nme = "shop"
}
x = app.name
"""
LIBRARY = "schema App:\n    name: str\n"


def told_by(command: list[str], editor: str, folder: Path) -> Any:
    """Return what the script of an editor tells, whose configuration is in ``lsp/EDITOR``."""
    told = folder / "told.json"
    paths = [str(ROOT), str(ROOT / "stdlib"), str(ROOT / "lsp")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "KCLPY_PLUGIN": str(ROOT / "lsp" / editor),
        "KCLPY_SERVER": json.dumps([sys.executable, "-m", "kclpy", "lsp"]),
        "KCLPY_TOLD": str(told),
        "HOME": str(folder),
    }
    subprocess.run(command, cwd=folder, env=environment, timeout=300, capture_output=True)
    return json.loads(told.read_text("utf-8"))
