"""Formatting of files: one, or many at once in several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.load import UnreadableFile
from kclpy.formatter.encoding import SettingsError, encoding_of, settings_for
from kclpy.formatter.format import format_text
from kclpy.source.writing import write_atomically

_MANY = 16  # files, for which it pays to start processes


@dataclass(frozen=True)
class FileResult:
    """What became of a file: the text before and after, or why it stays as it is.

    ``error`` tells what else went wrong, in words.
    """

    path: str
    before: str = ""
    after: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    error: str = ""

    @property
    def is_failure(self) -> bool:
        """Whether the file could not be formatted."""
        return bool(self.diagnostics or self.error)

    @property
    def is_changed(self) -> bool:
        """Whether the style asks for another text."""
        return not self.is_failure and self.before != self.after


def format_files(paths: Sequence[str], is_dry: bool, jobs: int) -> Iterator[FileResult]:
    """Yield the results for ``paths`` in order; write the files unless ``is_dry``."""
    format_one = partial(format_file, is_dry=is_dry)
    jobs = min(jobs, len(paths) // _MANY + 1)
    if jobs < 2:
        yield from map(format_one, paths)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(format_one, paths, chunksize=_MANY // 2)


def format_file(path: str, is_dry: bool) -> FileResult:
    """Format the file at ``path``, and write it unless ``is_dry``."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        reason = f"{error.strerror} (os error {error.errno})"
        return FileResult(path, diagnostics=(Diagnostic(UnreadableFile(path, reason)),))
    result = format_bytes(data, path)
    if not is_dry and result.is_changed:
        try:
            write_atomically(path, result.after)
        except OSError as error:
            return FileResult(path, error=f"cannot write '{path}': {error.strerror}")
    return result


def format_bytes(data: bytes, path: str) -> FileResult:
    """Return the result for ``data``, which is or would be the content of ``path``."""
    try:
        text = data.decode("utf-8")
        encoding = encoding_of(text).with_settings(settings_for(path))
    except UnicodeDecodeError:
        problem = UnreadableFile(path, "stream did not contain valid UTF-8")
        return FileResult(path, diagnostics=(Diagnostic(problem),))
    except SettingsError as error:
        return FileResult(path, error=str(error))
    formatted = format_text(encoding.prepared(text), os.path.abspath(path), encoding.indent)
    if formatted.is_failure:
        return FileResult(path, text, text, tuple(formatted.diagnostics))
    return FileResult(path, text, encoding.finished(formatted.text))
