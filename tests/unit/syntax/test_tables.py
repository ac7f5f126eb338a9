"""The tables are those of the grammar."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kclpy.syntax import tables
from kclpy.syntax.tabulate import tables_source


def test_tables_are_in_step_with_the_grammar() -> None:
    written = Path(tables.__file__).read_text("utf-8")
    assert written == tables_source(), "run: python -m kclpy.syntax.tabulate"


def test_parser_needs_no_lark() -> None:
    code = "import sys, kclpy.syntax.parser; sys.exit('lark' in sys.modules)"
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
