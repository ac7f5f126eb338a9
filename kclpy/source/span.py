"""A place in a source file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kclpy.source.file import SourceFile


class Span(NamedTuple):
    """The half-open range ``[start, end)`` of character offsets in ``file``."""

    file: SourceFile
    start: int
    end: int
