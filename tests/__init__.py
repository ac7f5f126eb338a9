"""The tests of kclpy; they run in a bare checkout, without an installation."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

for folder in ("stdlib", "lsp"):
    if str(ROOT / folder) not in sys.path:
        sys.path.insert(0, str(ROOT / folder))
