"""Data that comes along with the package: where it is, installed or in a checkout."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent


def find_standard_library() -> None:
    """Make the standard library importable in a checkout that was not installed."""
    _find("stdlib")


def find_language_server() -> None:
    """Make the language server importable in a checkout that was not installed."""
    _find("lsp")


def _find(name: str) -> None:
    folder = _PACKAGE.parent / name
    if str(folder) not in sys.path and folder.is_dir():
        sys.path.append(str(folder))


def grammar_text() -> str:
    """Return the grammar of KCL."""
    for folder in (_PACKAGE / "_grammar", _PACKAGE.parent / "grammar"):
        path = folder / "kcl.lark"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise FileNotFoundError("kcl.lark")
