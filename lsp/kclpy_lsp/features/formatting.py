"""Formatting of files, of parts of them, and of lines that are begun."""

from __future__ import annotations

from lsprotocol import types

from kclpy.ide.formatting import format_document, format_range
from kclpy.ide.newline import indent_line
from kclpy_lsp.changes import text_edits
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request


def formatting(request: Request[types.DocumentFormattingParams]) -> list[types.TextEdit]:
    """Return the changes that bring a file into the style of KCL."""
    document = request.document
    found = format_document(document.text, document.path)
    return text_edits(found, document.file, request.session)


def range_formatting(
    request: Request[types.DocumentRangeFormattingParams],
) -> list[types.TextEdit]:
    """Return the changes for the statements of a range."""
    document = request.document
    start, end = request.span(document, request.params.range)
    found = format_range(document.text, document.path, start, end)
    return text_edits(found, document.file, request.session)


def begun_line(
    request: Request[types.DocumentOnTypeFormattingParams],
) -> list[types.TextEdit]:
    """Return the change that indents a new line."""
    document, offset = request.place
    return text_edits(indent_line(document, offset), document.file, request.session)


FEATURES = (
    Feature(types.TEXT_DOCUMENT_FORMATTING, formatting),
    Feature(types.TEXT_DOCUMENT_RANGE_FORMATTING, range_formatting),
    Feature(
        types.TEXT_DOCUMENT_ON_TYPE_FORMATTING,
        begun_line,
        types.DocumentOnTypeFormattingOptions(first_trigger_character="\n"),
    ),
)
