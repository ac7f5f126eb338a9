"""The places of the values in a JSON text, which is known to be JSON."""

from __future__ import annotations

import json
import re

from kclpy.vet.places import Path, Place, Places

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


class _Open:
    """A list or object that is being read."""

    __slots__ = ("is_list", "key", "path", "position", "start")

    def __init__(self, path: Path, start: int, is_list: bool) -> None:
        self.path = path
        self.start = start
        self.is_list = is_list
        self.position = 0
        self.key: tuple[str, tuple[int, int]] | None = None

    def next_path(self) -> tuple[Path, tuple[int, int] | None]:
        """Return the path of the next value, and the range of its key."""
        if self.is_list:
            self.position += 1
            return (*self.path, self.position - 1), None
        assert self.key is not None
        (name, place), self.key = self.key, None
        return (*self.path, name), place


def find_places(text: str) -> Places:
    """Return the places of all values; of equal keys the last counts."""
    places: Places = {}
    waiting: list[_Open] = []
    keys: dict[Path, tuple[int, int] | None] = {}
    for found in _TOKEN.finditer(text):
        token, start, end = found[0], found.start(), found.end()
        if token in ",:":
            continue
        if token in "}]":
            done = waiting.pop()
            places[done.path] = Place((done.start, end), keys[done.path])
            continue
        around = waiting[-1] if waiting else None
        if around is not None and not around.is_list and around.key is None:
            around.key = (json.loads(token), (start, end))
            continue
        path, key = ((), None) if around is None else around.next_path()
        if token in "{[":
            keys[path] = key
            waiting.append(_Open(path, start, token == "["))
        else:
            places[path] = Place((start, end), key)
    return places
