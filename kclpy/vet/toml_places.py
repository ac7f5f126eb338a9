"""The places of the values in a TOML text, which is known to be TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from kclpy.vet.places import Path, Place, Places

_TOKEN = re.compile(
    r"(?P<space>[ \t\r]+|#[^\n]*)"
    r"|(?P<newline>\n)"
    r'|(?P<string>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
    r"|(?P<mark>[=\[\]{},.])"
    r"|(?P<word>[^\s=\[\]{},.#\"']+)",
    re.DOTALL,
)


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def find_places(text: str) -> Places:
    """Return the places of all values; a table stands where its header does."""
    reader = _Reader(text)
    reader.read()
    return reader.places


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0
        self.places: Places = {(): Place((0, len(text)))}
        self.sizes: dict[Path, int] = {}  # of the arrays of tables

    def read(self) -> None:
        table: Path = ()
        while self.kind != "end":
            if self.kind == "newline":
                self.at += 1
            elif self.text == "[":
                table = self.header()
            else:
                self.pair(table)

    @property
    def kind(self) -> str:
        return self.tokens[self.at].kind

    @property
    def text(self) -> str:
        return self.tokens[self.at].text

    def header(self) -> Path:
        """Read ``[a.b]`` or ``[[a.b]]`` and return the path of the table."""
        start = self.tokens[self.at].start
        is_array = self.tokens[self.at + 1].text == "["
        self.at += 1 + is_array
        path: Path = ()
        key = (start, start)
        for name, place in self.keys():
            self.places.setdefault((*path, name), Place(place, place))
            path, key = self.inner(path, name), place
        self.at += 1 + is_array
        end = self.tokens[self.at - 1].end
        if is_array:
            array = path[:-1] if isinstance(path[-1], int) else path
            number = self.sizes[array] = self.sizes.get(array, -1) + 1
            self.places.setdefault(array, Place((start, end), key))
            path = (*array, number)
        self.places[path] = Place((start, end), key)
        return path

    def inner(self, path: Path, name: str) -> Path:
        """Return the path of a part of a table; of an array of tables it is the last one's."""
        path = (*path, name)
        return (*path, self.sizes[path]) if path in self.sizes else path

    def keys(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield the parts of a dotted key, with their places."""
        while True:
            token = self.tokens[self.at]
            self.at += 1
            yield _name(token), (token.start, token.end)
            if self.text != ".":
                return
            self.at += 1

    def pair(self, table: Path) -> None:
        """Read ``a.b = value``."""
        path = table
        for name, place in self.keys():
            path = (*path, name)
            self.places.setdefault(path, Place(place, place))
        key = self.places[path].key
        self.at += 1  # the equals sign
        self.value(path, key)

    def value(self, path: Path, key: tuple[int, int] | None = None) -> None:
        start = self.tokens[self.at].start
        if self.text in ("[", "{") and self.kind == "mark":
            is_list = self.text == "["
            self.at += 1
            self.items(path, is_list)
        else:
            self.at += 1
            while self.text == "." or self.kind == "word":  # of a number, or a date with time
                self.at += 1
        self.places[path] = Place((start, self.tokens[self.at - 1].end), key)

    def items(self, path: Path, is_list: bool) -> None:
        """Read what is in brackets, and the closing one."""
        position = 0
        while self.text not in ("]", "}") or self.kind != "mark":
            if self.kind == "newline" or self.text == ",":
                self.at += 1
            elif is_list:
                self.value((*path, position))
                position += 1
            else:
                self.pair(path)
        self.at += 1


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind is not None and kind != "space":
            yield _Token(kind, found[0], found.start(), found.end())
    yield _Token("end", "", len(text), len(text))


def _name(token: _Token) -> str:
    """Return the key that a token is."""
    if token.kind != "string":
        return token.text
    key: str = tomllib.loads(f"x = {token.text}")["x"]
    return key
