"""Reading any text as TOML: keys, headers and scalars, with what is missing left out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from kclpy.ide.settings.tree import DEEPEST, Spot, Tree
from kclpy.packages.shapes import Path

_TOKEN = re.compile(
    r"(?P<space>[ \t\r]+|#[^\n]*)"
    r"|(?P<newline>\n)"
    r'|(?P<string>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}'
    r'|"(?:[^"\\\n]|\\[^\n])*"?|\'[^\'\n]*\'?)'
    r"|(?P<mark>[=\[\]{},.])"
    r"|(?P<word>[^\s=\[\]{},.#\"']+|.)",
    re.DOTALL,
)
_HEADER = re.compile(r"\[+[ \t]*[^\[\]\n,]*[^\[\]\n,\d\s\"'][^\[\]\n,]*\]+[ \t\r]*(#[^\n]*)?(\n|$)")


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def read_toml(text: str) -> Tree:
    """Return what stands in ``text``."""
    reader = _Reader(text)
    reader.read()
    return reader.tree


class _Reader:
    def __init__(self, text: str) -> None:
        self.source = text
        self.tokens = [
            _Token(found.lastgroup or "", found[0], found.start(), found.end())
            for found in _TOKEN.finditer(text)
            if found.lastgroup != "space"
        ]
        self.tokens.append(_Token("end", "", len(text), len(text)))
        self.at = 0
        self.tree = Tree()
        self.sizes: dict[Path, int] = {}  # of the arrays of tables

    @property
    def token(self) -> _Token:
        return self.tokens[self.at]

    def is_mark(self, *marks: str) -> bool:
        """Tell whether one of ``marks`` is next."""
        return self.token.kind == "mark" and self.token.text in marks

    def is_end(self, *marks: str) -> bool:
        """Tell whether nothing more follows, or one of ``marks``."""
        return self.token.kind == "end" or self.is_mark(*marks)

    def read(self) -> None:
        table: Path = ()
        while self.token.kind != "end":
            before = self.at
            if self.is_mark("["):
                table = self.header()
            elif self.token.kind in ("word", "string"):
                self.pair(table, 0)
            if self.at == before:
                self.at += 1
            self.skip_line()

    def skip_line(self) -> None:
        """Go to the next line, unless that is where reading has come to."""
        if self.at and self.tokens[self.at - 1].kind == "newline":
            return
        while self.token.kind not in ("newline", "end"):
            self.at += 1
        while self.token.kind == "newline":
            self.at += 1

    def header(self) -> Path:
        """Read ``[a.b]`` or ``[[a.b]]``, closed or not; return the path of the table."""
        first = self.token
        self.at += 1
        is_array = self.is_mark("[") and self.token.start == first.end
        self.at += is_array
        path: Path = ()
        while self.token.kind in ("word", "string", "mark") and not self.is_mark("]"):
            if self.token.kind != "mark":
                path = (*path, _name(self.token))
                self.note_key(path, self.token, is_header=True)
                if path in self.sizes and not (is_array and not self.goes_on()):
                    path = (*path, self.sizes[path])
            self.at += 1
        if is_array and path:
            self.sizes[path] = self.sizes.get(path, -1) + 1
            path = (*path, self.sizes[path])
        return path

    def goes_on(self) -> bool:
        """Tell whether another part of a dotted name follows."""
        following = self.tokens[self.at + 1]
        return following.kind == "mark" and following.text == "."

    def pair(self, table: Path, depth: int) -> None:
        """Read ``a.b = value``, as much of it as there is."""
        path = table
        keys: list[tuple[Path, _Token]] = []
        while self.token.kind in ("word", "string") or self.is_mark("."):
            if not self.is_mark("."):
                path = (*path, _name(self.token))
                keys.append((path, self.token))
            self.at += 1
        has_value = self.is_mark("=")
        for one, token in keys:
            self.note_key(one, token, is_bare=not has_value)
        if has_value:
            self.at += 1
            self.value(path, depth)

    def value(self, path: Path, depth: int) -> None:
        token = self.token
        if self.is_mark("[", "{") and depth < DEEPEST:
            self.at += 1
            (self.items if token.text == "[" else self.table)(path, depth + 1)
            end = self.tokens[self.at - 1].end
            self.tree.brackets.append(Spot(path, token.start, end, False, ""))
        elif token.kind == "string":
            self.at += 1
            self.note_value(path, token.start, token.end)
        elif token.kind == "word":
            while self.token.kind == "word" or self.is_mark("."):  # a number, or a date with time
                self.at += 1
            self.note_value(path, token.start, self.tokens[self.at - 1].end)

    def items(self, path: Path, depth: int) -> None:
        """Read a list up to its bracket, or to where something else begins."""
        position = 0
        while not self.is_end("]") and not self.begins_anew():
            before = self.at
            if self.token.kind == "newline" or self.is_mark(","):
                self.at += 1
                continue
            self.value((*path, position), depth)
            position += 1
            self.at += self.at == before
        self.at += self.is_mark("]")

    def begins_anew(self) -> bool:
        """Tell whether a list that was never closed ends here: a pair or a header begins a line."""
        if self.at and self.tokens[self.at - 1].kind != "newline":
            return False
        if self.token.kind == "word":
            return self.tokens[self.at + 1].text in ("=", ".")
        return self.is_mark("[") and _HEADER.match(self.source, self.token.start) is not None

    def table(self, path: Path, depth: int) -> None:
        """Read a table in braces, which ends with its line if not before."""
        while not self.is_end("}", "]") and self.token.kind != "newline":
            before = self.at
            if self.token.kind != "mark":
                self.pair(path, depth)
            self.at += self.at == before
        self.at += self.is_mark("}")

    def note_key(
        self, path: Path, token: _Token, is_bare: bool = False, is_header: bool = False
    ) -> None:
        quote = token.text[0] if token.kind == "string" else ""
        spot = Spot(path, token.start, token.end, True, str(path[-1]), quote)
        self.tree.spots.append(replace(spot, is_bare=is_bare, is_header=is_header))

    def note_value(self, path: Path, start: int, end: int) -> None:
        written = self.source[start:end]
        quote = _quote(written)
        text = unquoted(written, quote) if quote else written
        self.tree.spots.append(Spot(path, start, end, False, text, quote))


def _quote(written: str) -> str:
    for quote in ('"""', "'''", '"', "'"):
        if written.startswith(quote):
            return quote
    return ""


def unquoted(written: str, quote: str) -> str:
    """Return what stands in quotes, of which the second may be missing."""
    inner = written[len(quote) :]
    return inner.removesuffix(quote)


def _name(token: _Token) -> str:
    return unquoted(token.text, token.text[0]) if token.kind == "string" else token.text
