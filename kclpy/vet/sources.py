"""Where manifests come from: files of JSON and YAML, and programs that render them."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.error import KclError
from kclpy.diagnostics.load import TooLarge
from kclpy.diagnostics.vet import DataNotFound
from kclpy.driver.conditions import run_conditions
from kclpy.driver.options import Options
from kclpy.driver.pipeline import Pipeline, Stopped
from kclpy.driver.settings import DEFAULT_NAME
from kclpy.source import SourceFile
from kclpy.vet.documents import DataError, Document, format_of, read_documents
from kclpy.vet.inputs import STDIN

_FORMATS = ("json", "yaml")
_KCL = ".k"
_MAIN = "main.k"


@dataclass(frozen=True, slots=True)
class Sources:
    """Files of data, and programs by their entries."""

    files: list[str] = field(default_factory=list)
    programs: list[tuple[str, ...]] = field(default_factory=list)


def find_sources(paths: Sequence[str]) -> Sources:
    """Return what files, directories, patterns and ``-`` for standard input lead to.

    The files of KCL are one program together. A directory with settings is one, wherever it is
    found; one that is named and has a ``main.k`` is one, too. Raises `DataError` for a path that
    leads nowhere.
    """
    found = Sources()
    entries: dict[str, None] = {}
    for path in paths:
        is_pattern = glob.has_magic(path) and not os.path.exists(path)
        named = sorted(glob.glob(path, recursive=True)) if is_pattern else [path]
        before = len(found.files) + len(found.programs) + len(entries)
        for one in named:
            if one.endswith(_KCL):
                entries[one] = None
            else:
                _add(one, found)
        if len(found.files) + len(found.programs) + len(entries) == before:
            raise DataError(Diagnostic(DataNotFound(path)))
    if entries:
        found.programs.insert(0, tuple(entries))
    return Sources(list(dict.fromkeys(found.files)), list(dict.fromkeys(found.programs)))


def _add(path: str, found: Sources) -> None:
    """Add a file, or what a directory holds."""
    if path == STDIN or os.path.isfile(path):
        found.files.append(path)
    elif os.path.isfile(os.path.join(path, _MAIN)):
        found.programs.append((path,))
    elif os.path.isdir(path):
        for directory, below, names in os.walk(path):
            below[:] = sorted(name for name in below if not name.startswith("."))
            if DEFAULT_NAME in names:
                below.clear()
                found.programs.append((directory,))
            else:
                named = (name for name in sorted(names) if format_of(name) in _FORMATS)
                found.files.extend(os.path.join(directory, name) for name in named)


def render(options: Options, entry: str) -> list[Document]:
    """Return the documents that a program outputs, as the text that it prints.

    ``entry`` is where it was found; findings name it.

    Raises `KclError` if the program has mistakes.
    """
    pipeline = Pipeline(options)
    with run_conditions():
        try:
            text = pipeline.output.to_yaml()
        except Stopped:
            raise KclError(pipeline.explained) from None
        except (RecursionError, MemoryError) as error:
            raise KclError([Diagnostic(TooLarge(isinstance(error, RecursionError)))]) from None
    return read_documents(SourceFile(f"{entry} (rendered)", text + "\n"), "yaml")
