"""Programs as plain Python values; mistakes are exceptions here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

from kclpy.api.running import Result, compile, listed
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
    return value_of(compile(listed(paths), **options))


def loads(text: str, **options: Any) -> Any:
    """Return what the program ``text`` outputs, as `load` does.

    Its imports are looked for in ``workdir``.
    """
    return value_of(compile(**text_options(text, options)))


def text_options(text: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of `compile` for the program ``text``."""
    texts = {**(options.get("texts") or {}), _TEXT: text}
    return {**options, "paths": [_TEXT], "texts": texts}


def value_of(result: Result) -> Any:
    """Return the value of a result; raise `ProgramError` if it is a failure."""
    if result.output is None:
        is_late = any(d.problem.kind == "EvaluationError" for d in result.diagnostics)
        kind = EvaluationError if is_late else CompileError
        raise kind(result.diagnostics, result.log)
    documents = result.output.documents
    return documents[0] if len(documents) == 1 else list(documents)
