"""Import paths: system modules, packages of the module, dependencies."""

from __future__ import annotations

import os
from collections.abc import Iterator

from kclpy.builtins import registry
from kclpy.driver.workspace import TESTS
from kclpy.ide.completion.context import Context
from kclpy.ide.completion.items import Item, ItemKind
from kclpy.ide.completion.packages import Packages
from kclpy.ide.document import Document


def import_paths(document: Document, context: Context, packages: Packages) -> Iterator[Item]:
    """Yield what may follow the part of a path that is written."""
    written = context.path
    rest = written.lstrip(".")
    dots = len(written) - len(rest)
    parts = [part for part in rest.split(".") if part]
    if dots:
        directory = os.path.dirname(document.path)
        for _ in range(dots - 1):
            directory = os.path.dirname(directory)
        yield from _below(os.path.join(directory, *parts), document)
        return
    yield from _below(os.path.join(document.program.root, *parts), document)
    externals = document.program.externals
    if not parts:
        for name in registry.module_names():
            yield Item(name, ItemKind.MODULE, "system module", rank=40)
        for name in externals:
            yield Item(name, ItemKind.MODULE, "dependency", rank=20)
    elif parts[0] in externals:
        yield from _below(os.path.join(externals[parts[0]], *parts[1:]), document)


def _below(directory: str, document: Document) -> Iterator[Item]:
    """Yield the packages and files in a directory."""
    try:
        entries = sorted(os.scandir(directory), key=lambda one: one.name)
    except OSError:
        return
    for entry in entries:
        name, is_file = entry.name, entry.is_file()
        if name.startswith((".", "_")):
            continue
        if not is_file and name.isidentifier() and _has_programs(entry.path):
            yield Item(name, ItemKind.MODULE, "package", rank=10)
        elif is_file and name.endswith(".k") and not name.endswith(TESTS):
            stem = name.removesuffix(".k")
            if stem.isidentifier() and entry.path != document.path:
                yield Item(stem, ItemKind.MODULE, "file", rank=15)


def _has_programs(directory: str) -> bool:
    """Tell whether KCL files stand in a directory, or in one directly below."""
    try:
        with os.scandir(directory) as entries:
            for entry in entries:
                if entry.name.endswith(".k"):
                    return True
                if entry.is_dir() and not entry.name.startswith("."):
                    if any(name.endswith(".k") for name in os.listdir(entry.path)):
                        return True
    except OSError:
        pass
    return False
