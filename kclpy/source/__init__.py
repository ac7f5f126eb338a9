"""Source text: files and the places in them."""

from kclpy.source.file import SourceFile
from kclpy.source.span import Span

__all__ = ["SourceFile", "Span"]
