"""Writing YAML: block style, two blanks per level (reference, 09, "Emission rules").

Every line is one piece of text with its indentation; the pieces are joined once at the end.
How a string is written is remembered, because keys and values repeat.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kclpy.plan.planner import Data
from kclpy.plan.strings import BREAKS, Memo, indented, one_line
from kclpy.runtime.text import yaml_float

_LONGEST_KEY: Final = 128  # bytes; a longer one stands on a line of its own
_HAS_BREAK: Final = re.compile("[\n\r\x85\u2028\u2029]")
_HEADER_ENDS: Final = ("|\n", "|-\n", "|+\n", ">\n", ">-\n", ">+\n")
_BLOCK_HEADER: Final = re.compile(r"[^:]*:\s*[|>][+-]?")


def to_yaml(data: Data) -> str:
    """Return the text of one document; it ends in a line break."""
    return "".join(_Writer().document(data))


def to_result(data: Data) -> str:
    """Return the text of ``data`` as the result of a program.

    It has no line break at its end, unless a block scalar seems to end there as the value of
    a key (reference, 09, "The result of a program").
    """
    text = to_yaml(data)
    return text if _ends_in_block(text) else text.removesuffix("\n")


def to_stream(documents: Iterable[Data]) -> str:
    """Return several documents as the result of a program."""
    return "\n---\n".join(map(to_result, documents))


def _ends_in_block(text: str) -> bool:
    """Return whether the nearest line that is less indented than the last is a block's header.

    What looks like a header inside a block counts too, and a header with a digit does not.
    """
    if not any(end in text for end in _HEADER_ENDS):
        return False
    lines = _lines_from_end(text)
    depth = _indentation(next(lines, ""))
    for line in lines:
        if _indentation(line) < depth:
            return _BLOCK_HEADER.fullmatch(line) is not None
    return False


def _lines_from_end(text: str) -> Iterator[str]:
    """Yield the lines that are not blank, last one first."""
    end = len(text)
    while end >= 0:
        start = text.rfind("\n", 0, end)
        line = text[start + 1 : end]
        if line.strip(" "):
            yield line
        end = start


def _indentation(line: str) -> int:
    """Return the size of the white space before a line, in bytes."""
    blanks = line[: len(line) - len(line.lstrip())]
    return len(blanks) if blanks.isascii() else len(blanks.encode())


def _simple_key(key: str) -> str | None:
    """Return a key as it stands before its colon, None if it needs a line of its own."""
    if _HAS_BREAK.search(key) or len(key) * 4 > _LONGEST_KEY < len(key.encode("utf-8", "replace")):
        return None
    return one_line(key)


def _scalar(value: Data) -> str:
    """Return the text of a scalar that is neither a string nor an int; also empty containers."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if type(value) is float:
        return yaml_float(value)
    return str(value)


class _Writer:
    """Writes one document; the methods append complete lines to ``pieces``.

    The first line of a mapping or sequence lacks its indentation where ``is_first``: it
    continues the line of a dash or colon.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.keys = Memo(_simple_key)
        self.texts = Memo(one_line)

    def document(self, data: Data) -> list[str]:
        """Return the lines of ``data``."""
        if data and isinstance(data, dict):
            self.mapping(data, "", "")
        elif data and isinstance(data, list):
            self.sequence(data, "", "")
        else:
            self.pieces.append(self.leaf(data, "  "))
        return self.pieces

    def mapping(self, entries: dict[str, Data], indent: str, lead: str) -> None:
        """Write the entries; ``lead`` is the indentation of the first line."""
        append, keys, texts = self.pieces.append, self.keys, self.texts
        deeper = indent + "  "
        for key, value in entries.items():
            name = keys[key]
            if name is None:
                self.complex_entry(key, value, indent, lead)
            elif (kind := type(value)) is str:
                text = texts[value]
                line = self.leaf(value, deeper) if text is None else f"{text}\n"
                append(f"{lead}{name}: {line}")
            elif kind is int:
                append(f"{lead}{name}: {value}\n")
            elif value and kind is dict:
                append(f"{lead}{name}:\n")
                self.mapping(value, deeper, deeper)
            elif value and kind is list:
                append(f"{lead}{name}:\n")
                self.sequence(value, indent, indent)
            else:
                append(f"{lead}{name}: {_scalar(value)}\n")
            lead = indent

    def complex_entry(self, key: str, value: Data, indent: str, lead: str) -> None:
        """Write an entry whose key stands on lines of its own."""
        deeper = indent + "  "
        self.pieces.append(f"{lead}? {self.leaf(key, deeper)}")
        if value and isinstance(value, dict):
            self.mapping(value, deeper, f"{indent}: ")
        elif value and isinstance(value, list):
            self.sequence(value, deeper, f"{indent}: ")
        else:
            self.pieces.append(f"{indent}: {self.leaf(value, deeper)}")

    def sequence(self, items: list[Data], indent: str, lead: str) -> None:
        """Write the items; ``lead`` is the indentation of the first line."""
        append, texts = self.pieces.append, self.texts
        deeper = indent + "  "
        for value in items:
            if (kind := type(value)) is str:
                text = texts[value]
                line = self.leaf(value, deeper) if text is None else f"{text}\n"
                append(f"{lead}- {line}")
            elif kind is int:
                append(f"{lead}- {value}\n")
            elif value and kind is dict:
                self.mapping(value, deeper, f"{lead}- ")
            elif value and kind is list:
                self.sequence(value, deeper, f"{lead}- ")
            else:
                append(f"{lead}- {_scalar(value)}\n")
            lead = indent

    def leaf(self, value: Data, indent: str) -> str:
        """Return a scalar or empty container with the line break after it."""
        if type(value) is not str:
            return f"{_scalar(value)}\n"
        text = self.texts[value]
        if text is not None:
            return f"{text}\n"
        text = indented(value, indent)
        return text if text[0] == "|" and text[-1] in BREAKS else f"{text}\n"
