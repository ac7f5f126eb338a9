"""Which files are validated: files, directories, patterns, and standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.load import UnreadableFile
from kclpy.diagnostics.vet import DataNotFound
from kclpy.source import SourceFile
from kclpy.source.vfs import Files, ReadError, canonical
from kclpy.vet.documents import DataError, Document, format_of, read_documents

STDIN = "-"
_STDIN_NAME = "stdin"
_DEFAULT = "json"


def find_files(paths: Sequence[str]) -> list[str]:
    """Return the files that ``paths`` name, each once; standard input is ``-``.

    Of a directory, these are the files below it whose names tell a format. Raises `DataError`
    for a path that leads to none.
    """
    found: dict[str, None] = {}
    for path in paths:
        files = list(_files(path))
        if not files:
            raise DataError(Diagnostic(DataNotFound(path)))
        found.update(dict.fromkeys(files))
    return list(found)


def _files(path: str) -> Iterator[str]:
    if path == STDIN or os.path.isfile(path):
        yield path
    elif os.path.isdir(path):
        for directory, below, names in os.walk(path):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                if format_of(name) is not None:
                    yield os.path.join(directory, name)
    elif glob.has_magic(path):
        for match in sorted(glob.glob(path, recursive=True)):
            if os.path.isfile(match):
                yield match


def load(path: str, format_name: str | None, text: str | None = None) -> list[Document]:
    """Return the documents of a file, or of the ``text`` that stands for it.

    The format is the one given, or what the name of the file tells, or else JSON. Raises
    `DataError` if it cannot be read.
    """
    try:
        file = Files().source(canonical(path)) if text is None else SourceFile(_STDIN_NAME, text)
    except ReadError as error:
        raise DataError(Diagnostic(UnreadableFile(error.path, error.reason))) from None
    return read_documents(file, format_name or format_of(path) or _DEFAULT)
