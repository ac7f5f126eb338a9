"""Which directories below a package are packages with schemas.

Left out is what belongs to others: modules with a manifest of their own, what is vendored, what is
hidden. The parts of stacks are no packages either: they form one program only together, as a
``kcl.yaml`` says.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from kclpy.driver.settings import DEFAULT_NAME, SettingsError, load_settings
from kclpy.driver.workspace import MANIFEST, TESTS, find_root
from kclpy.source.vfs import canonical

_DECLARATION = re.compile(rb"^(?:schema|mixin|protocol|rule)\b", re.MULTILINE)
_ROOT = "${KCL_MOD}/"


def entries(path: str, workdir: str = ".") -> list[str]:
    """Return the entries of the package at ``path``: its files, unless settings name others."""
    place = os.path.join(workdir, path)
    if not os.path.isdir(place):
        return [path]
    if os.path.isfile(os.path.join(place, DEFAULT_NAME)):
        return [canonical(place)]
    names = sorted(n for n in os.listdir(place) if n.endswith(".k") and not n.endswith(TESTS))
    return [canonical(os.path.join(place, name)) for name in names] or [canonical(place)]


def packages_below(home: str) -> list[str]:
    """Return the directories below ``home`` that declare schemas, in the order of their names."""
    found: list[str] = []
    stacks: set[str] = set()
    for directory, files in _directories(home):
        if DEFAULT_NAME in files:
            stacks.add(directory)
            stacks.update(_parts_of_stack(os.path.join(directory, DEFAULT_NAME)))
        if directory != home and any(_declares(directory, name) for name in files):
            found.append(directory)
    return [directory for directory in found if directory not in stacks]


def _directories(home: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the directories of the module, ``home`` and below, with the files in each."""
    root = find_root(home)
    for directory, names, files in os.walk(home):
        names[:] = sorted(
            name
            for name in names
            if not name.startswith(".")
            and not (directory == root and name == "vendor")
            and not os.path.isfile(os.path.join(directory, name, MANIFEST))
        )
        yield directory, files


def _parts_of_stack(settings: str) -> Iterator[str]:
    """Yield the directories of the files that settings name; wrong ones name none."""
    try:
        files = load_settings([settings]).files
    except SettingsError:
        return
    root = find_root(os.path.dirname(settings))
    for path in files:
        yield canonical(os.path.dirname(path.replace(_ROOT, root + os.sep)))


def _declares(directory: str, name: str) -> bool:
    """Tell whether a file of a package declares schemas, as far as a glance tells."""
    if not name.endswith(".k") or name.startswith("_") or name.endswith(TESTS):
        return False
    try:
        with open(os.path.join(directory, name), "rb") as file:
            return _DECLARATION.search(file.read()) is not None
    except OSError:
        return True  # loading tells what is wrong with it
