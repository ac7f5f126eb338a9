"""Programs as plain Python values; mistakes are exceptions here."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from typing import Any

from kclpy.api.running import Result, compile
from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.error import KclError

Path = str | PathLike[str]

# The name under which a text is compiled.
_TEXT = "main.k"


class ProgramError(KclError):
    """A program has mistakes; ``log`` is what it printed before it failed."""

    def __init__(self, diagnostics: Sequence[Diagnostic], log: str = "") -> None:
        super().__init__(diagnostics)
        self.log = log


class CompileError(ProgramError):
    """The program cannot be run: it is not there, not readable, or does not pass the checks."""


class EvaluationError(ProgramError):
    """The program ran and failed."""


def load(paths: Path | Sequence[Path], **options: Any) -> Any:
    """Return what a program outputs as plain Python data.

    ``paths`` is one entry or several: files, directories, patterns. ``options`` are those of
    `compile`. A program that outputs a stream gives the list of its documents. Raises
    `CompileError` or `EvaluationError`.
    """
    entries = [paths] if isinstance(paths, str | PathLike) else list(paths)
    return value_of(compile([fspath(entry) for entry in entries], **options))


def loads(text: str, **options: Any) -> Any:
    """Return what the program ``text`` outputs, as `load` does.

    Its imports are looked for in ``workdir``.
    """
    texts = {**options.pop("texts", {}), _TEXT: text}
    return value_of(compile([_TEXT], texts=texts, **options))


def value_of(result: Result) -> Any:
    """Return the value of a result; raise `ProgramError` if it is a failure."""
    if result.output is None:
        is_late = any(d.problem.kind == "EvaluationError" for d in result.diagnostics)
        kind = EvaluationError if is_late else CompileError
        raise kind(result.diagnostics, result.log)
    documents = result.output.documents
    return documents[0] if len(documents) == 1 else list(documents)
