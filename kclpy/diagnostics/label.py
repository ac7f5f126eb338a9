"""A place with what is to be said about it."""

from __future__ import annotations

from dataclasses import dataclass

from kclpy.source import Span


@dataclass(frozen=True, slots=True)
class Label:
    """A place with what is to be said about it.

    ``line_only`` labels know no column: evaluation errors, and syntax errors at the start of
    a line (reference, 05 section 2).
    """

    span: Span
    message: str
    line_only: bool = False
