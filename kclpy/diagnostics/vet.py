"""Problems of data that are validated (reference, 07 section 3)."""

from __future__ import annotations

from dataclasses import dataclass

from kclpy.diagnostics.problem import Problem


@dataclass(frozen=True)
class UnreadableData(Problem):
    """A data file is not written in its format.

    The format is told by the end of the file's name, or by ``--format``.
    """

    format: str
    reason: str
    template = "Failed to Load {format}: {reason}"


@dataclass(frozen=True)
class DataNotFound(Problem):
    """A file, a directory or a pattern of data leads to no file."""

    path: str
    template = "no data found at '{path}'"


@dataclass(frozen=True)
class NoSchema(Problem):
    """Data are to be validated against a file that declares no schema."""

    path: str
    template = "there is no schema in '{path}' to validate against"
