"""The bytes of a file: mark, line ends, indentation, as they are or as ``.editorconfig`` says.

KCL is UTF-8; of ``.editorconfig`` count ``charset``, ``end_of_line``, ``indent_size``,
``indent_style``, ``insert_final_newline``, ``tab_width`` and ``trim_trailing_whitespace``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kclpy.formatter.output import INDENT
from kclpy.source import SourceFile
from kclpy.syntax.lexer import lex

MARK = "\ufeff"
_LINE_ENDS = {"lf": "\n", "crlf": "\r\n"}
_MARKS = {"utf-8": False, "utf-8-bom": True}
_WIDEST = 16  # blanks for a level
_TRUTH = {"true": True, "false": False}


class SettingsError(Exception):
    """The ``.editorconfig`` of a file cannot be read."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text becomes bytes.

    ``is_trimmed``: comments have no blanks at their end; ``indent`` stands for each level.
    """

    line_end: str = "\n"
    has_mark: bool = False
    has_final_line_end: bool = True
    is_trimmed: bool = False
    indent: str = INDENT

    def with_settings(self, settings: Mapping[str, str]) -> Encoding:
        """Return what ``settings`` of ``.editorconfig`` make of it; odd values change nothing."""
        said = {key: value.lower() for key, value in settings.items()}
        final = _TRUTH.get(said.get("insert_final_newline", ""), self.has_final_line_end)
        return replace(
            self,
            line_end=_LINE_ENDS.get(said.get("end_of_line", ""), self.line_end),
            has_mark=_MARKS.get(said.get("charset", ""), self.has_mark),
            has_final_line_end=final,
            is_trimmed=_TRUTH.get(said.get("trim_trailing_whitespace", ""), self.is_trimmed),
            indent=_indent(said, self.indent),
        )

    def prepared(self, text: str) -> str:
        """Return ``text`` as it goes into the formatter."""
        if not self.is_trimmed:
            return text
        pieces = []
        position = 0
        for start, end in lex(SourceFile("", text)).comments:
            pieces.append(text[position:start] + text[start:end].rstrip())
            position = end
        return "".join(pieces) + text[position:]

    def finished(self, text: str) -> str:
        """Return ``text`` as it comes out of the formatter as it is written to a file."""
        if not self.has_final_line_end:
            text = text.rstrip("\n")
        text = text.replace("\n", self.line_end)
        return MARK + text if self.has_mark else text


def _indent(said: Mapping[str, str], default: str) -> str:
    """Return what ``said`` asks for as the indentation of a level, or ``default``."""
    if said.get("indent_style") == "tab":
        return "\t"
    size = said.get("indent_size", "")
    if size == "tab":
        size = said.get("tab_width", "")
    if size.isdecimal() and 1 <= int(size) <= _WIDEST:
        return " " * int(size)
    return default


def encoding_of(text: str) -> Encoding:
    """Return how ``text`` is written: its mark, and the line end that its first line has."""
    return Encoding(SourceFile("", text).line_end, text.startswith(MARK))


def settings_for(path: str) -> dict[str, str]:
    """Return what the ``.editorconfig`` files around ``path`` say about it."""
    if not _has_settings(path):
        return {}
    try:
        import editorconfig  # seldom needed
    except ImportError:
        raise SettingsError("reading .editorconfig needs kclpy-lang[fmt]") from None
    try:
        return dict(editorconfig.get_properties(os.path.abspath(path)))
    except (editorconfig.EditorConfigError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f".editorconfig: {str(error).partition(chr(10))[0]}") from None


def _has_settings(path: str) -> bool:
    directory = os.path.dirname(os.path.abspath(path))
    while not os.path.exists(os.path.join(directory, ".editorconfig")):
        parent = os.path.dirname(directory)
        if parent == directory:
            return False
        directory = parent
    return True
