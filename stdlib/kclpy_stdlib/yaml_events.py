"""The structure of YAML, as the events of a library.

ruamel.yaml reads all of YAML 1.2 and is written in Python. If PyYAML is there with the parser
in C, that one reads what both read alike, some twenty times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner, ScannerError

_BLANKS: Final = " "
_BLANKS_AND_TABS: Final = " \t"
_LINE_BREAKS: Final = "\n\r\x85\u2028\u2029"
_LINE_ENDS: Final = "\0" + _LINE_BREAKS
_NAME: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")
_NAME_ENDS: Final = _LINE_ENDS + " \t?:,]}%@`"
# Where the parser in C may read another thing: at tabs, other line breaks, control characters,
_DIVERGENT: Final = re.compile(
    "[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    # directives, ends of documents, tags, keys behind a question mark,
    r"|^%|^\.\.\.|(?<![^\s,\[\]{}:-])[!?]"
    # and comments that follow the bar of a block scalar at once.
    r"|[|>][-+0-9]*#",
    re.MULTILINE,
)


def events(text: str) -> Iterator[Any]:
    """Yield the events of ``text``; raise the library's errors if it is no YAML."""
    yaml = YAML(typ="safe", pure=True, plug_ins=[])
    yaml.Reader = _Reader
    yaml.Scanner = _Scanner
    yield from yaml.parse(text)


def fast_events(text: str) -> Iterator[Any] | None:
    """Return the events of ``text`` from the parser in C, None if that is not for this text.

    Events and their classes are called as those of `events`. What the parser raises only
    means that it does not know.
    """
    try:
        from yaml.cyaml import CParser  # an optional extra
    except ImportError:
        return None
    return None if _DIVERGENT.search(text) else _events_of(CParser(text))


def _events_of(parser: Any) -> Iterator[Any]:
    while parser.check_event():
        yield parser.get_event()


class _Reader(Reader):
    """A reader for which all line breaks of YAML 1.1 end a line."""

    forward = Reader.forward_1_1


class _Scanner(Scanner):
    """A scanner that takes tabs between tokens where they cannot be taken for indentation."""

    def scan_to_next_token(self) -> None:
        """Skip blanks, comments and line breaks."""
        peek, forward = self.reader.peek, self.reader.forward
        if self.reader.index == 0 and peek() == "\ufeff":
            forward()
        while True:
            has_tabs = self.flow_level > 0 or not self.allow_simple_key
            white = _BLANKS_AND_TABS if has_tabs else _BLANKS
            self.take_while(white)
            if peek() == "#":
                while peek() not in _LINE_ENDS:
                    forward()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str]:
        """Return the white space between two words of a plain scalar, folded."""
        white = self.take_while(_BLANKS_AND_TABS)
        if self.reader.peek() not in _LINE_BREAKS:
            return [white] if white else []
        first = self.scan_line_break()
        self.allow_simple_key = True
        breaks: list[str] = []
        while not self.check_document_edge():
            self.take_while(_BLANKS_AND_TABS)
            if self.reader.peek() not in _LINE_BREAKS:
                return [*([first] if first != "\n" else [] if breaks else [" "]), *breaks]
            breaks.append(self.scan_line_break())
        return []

    def scan_anchor(self, TokenClass: Any) -> Any:
        """Return the token of an anchor or alias, whose name has few kinds of characters."""
        start = self.reader.get_mark()
        kind = "alias" if self.reader.peek() == "*" else "anchor"
        self.reader.forward()
        name = self.take_while(_NAME)
        if not name or self.reader.peek() not in _NAME_ENDS:
            problem = "expected alphabetic or numeric character"
            context = f"while scanning an {kind}"
            raise ScannerError(context, start, problem, self.reader.get_mark())
        return TokenClass(name, start, self.reader.get_mark())

    def scan_block_scalar(self, style: Any, rt: bool | None = False) -> Any:
        """Return the token of a block scalar, which is indented even if it is the document."""
        outer = self.indent
        self.indent = max(outer, 0)
        try:
            return super().scan_block_scalar(style, rt)
        finally:
            self.indent = outer

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, Any]:
        """Return the line breaks ahead of a block scalar, its indentation, and where it starts."""
        breaks: list[str] = []
        deepest = 0
        start = self.reader.get_mark()
        while True:
            self.take_while(_BLANKS)
            deepest = max(deepest, self.reader.column)
            if self.reader.peek() not in _LINE_BREAKS:
                return breaks, deepest, start
            breaks.append(self.scan_line_break())
            start = self.reader.get_mark()

    def take_while(self, characters: Container[str]) -> str:
        """Read as long as one of ``characters`` comes next."""
        length = 0
        while self.reader.peek(length) in characters:
            length += 1
        text: str = self.reader.prefix(length)
        self.reader.forward(length)
        return text

    def check_document_edge(self) -> bool:
        """Tell whether a line begins with the mark of a document's start or end."""
        start: str = self.reader.prefix(4)
        return start[:3] in ("---", "...") and start[3:].strip(_BLANKS_AND_TABS + _LINE_ENDS) == ""
