"""What must hold of every answer: its places lie in the texts that they are in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kclpy.source import SourceFile
from kclpy_lsp.positions import Lines
from tests.lsp.screen import units


class Places:
    """The positions that texts have; ``text`` returns what a file at an address holds."""

    def __init__(self, text: Callable[[str], str]) -> None:
        self.text = text
        self._widths: dict[str, list[int]] = {}

    def misplaced(self, answer: Any, uri: str) -> Iterator[str]:
        """Yield the ranges of ``answer`` that are in no text; ``uri`` is what was asked about."""
        if isinstance(answer, list):
            for one in answer:
                yield from self.misplaced(one, uri)
        elif isinstance(answer, dict):
            uri = _address(answer) or uri
            if "start" in answer and "end" in answer:
                if not self._is_range(answer, uri):
                    yield f"{uri} has no range {answer['start']} to {answer['end']}"
                return
            if "fromRanges" in answer and "from" in answer:
                uri = answer["from"]["uri"]  # the places of calls are where the caller is
            for key, one in answer.items():
                yield from self.misplaced(one, key if key.startswith("file:") else uri)

    def _is_range(self, given: Any, uri: str) -> bool:
        start, end = given["start"], given["end"]
        is_ordered = (start["line"], start["character"]) <= (end["line"], end["character"])
        return is_ordered and self._is_position(start, uri) and self._is_position(end, uri)

    def _is_position(self, given: Any, uri: str) -> bool:
        if uri not in self._widths:
            text = self.text(uri)
            lines = Lines(SourceFile("", text))
            parts = ((start, lines.end(line)) for line, start in enumerate(lines.starts))
            self._widths[uri] = [units(text[start:end]) for start, end in parts]
        widths = self._widths[uri]
        line: int = given["line"]
        character: int = given["character"]
        return 0 <= line < len(widths) and 0 <= character <= widths[line]


def _address(answer: dict[str, Any]) -> str | None:
    """Return the address of the file that a part of an answer is about, if it names one."""
    named = answer.get("textDocument", answer)
    found = named.get("uri", answer.get("targetUri")) if isinstance(named, dict) else None
    return found if isinstance(found, str) else None
