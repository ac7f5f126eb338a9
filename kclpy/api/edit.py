"""Changes to the text of programs."""

from __future__ import annotations

import glob
import os
from collections.abc import Mapping, Sequence
from os import PathLike, fspath

from kclpy.driver.conditions import run_conditions
from kclpy.driver.specs import BadSpec
from kclpy.ide import override, renaming
from kclpy.source.writing import write_atomically

Path = str | PathLike[str]


def format_code(text: str) -> str:
    """Return a text in the style of KCL; one with mistakes stays as it is."""
    from kclpy.formatter import format_text  # other changes do not need it

    return format_text(text).text


def format_files(path: Path, is_dry_run: bool = False) -> list[str]:
    """Format a file, the files of a directory, or with ``/...`` all below it.

    A pattern names several. Returns the paths of the files that change; with ``is_dry_run``
    they stay as they are. Files with mistakes stay, too. Raises `OSError` if a file cannot be
    read or written.
    """
    changed = []
    for name in _sources(fspath(path)):
        with open(name, encoding="utf-8", newline="") as file:
            text = file.read()
        new = format_code(text)
        if new != text:
            changed.append(name)
            if not is_dry_run:
                write_atomically(name, new)
    return changed


def _sources(path: str) -> list[str]:
    """Return the files that a path, a directory or a pattern names, sorted."""
    head, tail = os.path.split(path)
    if tail == "...":
        return sorted(glob.glob(os.path.join(glob.escape(head), "**", "*.k"), recursive=True))
    if os.path.isdir(path):
        return sorted(glob.glob(os.path.join(glob.escape(path), "*.k")))
    return [path] if os.path.isfile(path) else sorted(glob.glob(path, recursive=True))


def override_text(text: str, specs: Sequence[str]) -> str:
    """Return a text with overrides such as ``a.b=1``, ``a.c-`` or ``l+=[2]`` written into it.

    Comments and layout stay. Raises `ValueError` for what is no override.
    """
    try:
        with run_conditions():
            return override.override(text, specs)
    except BadSpec as bad:
        raise ValueError(bad.problem.message) from None


def override_file(path: Path, specs: Sequence[str]) -> bool:
    """Write overrides into a file; return whether it changed.

    Raises `ValueError` for what is no override, and `OSError` or `UnicodeDecodeError` if the
    file cannot be read or written; it is then as it was.
    """
    with open(path, encoding="utf-8", newline="") as file:
        old = file.read()
    new = override_text(old, specs)
    if new != old:
        write_atomically(fspath(path), new)
    return new != old


def rename(root: Path, symbol: str, new_name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that mention a symbol, changed, by their path.

    ``symbol`` is ``name``, ``Schema.attribute``, or either behind ``package:``. ``texts`` are the
    files of the module at ``root`` that may change. Raises `ValueError` if there is no such symbol
    or the new name cannot be used.
    """
    with run_conditions():
        return renaming.rename(fspath(root), symbol, new_name, texts)


def rename_in_files(root: Path, symbol: str, new_name: str, paths: Sequence[Path]) -> list[str]:
    """Rename a symbol in files, as `rename` does; return the paths of those that changed.

    Raises `OSError` if a file cannot be read or written.
    """
    texts = {}
    for path in paths:
        with open(os.path.join(root, path), encoding="utf-8", newline="") as file:
            texts[fspath(path)] = file.read()
    changed = rename(root, symbol, new_name, texts)
    for path, text in changed.items():
        write_atomically(os.path.join(fspath(root), path), text)
    return list(changed)
