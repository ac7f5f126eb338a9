"""Reading YAML with the places of its values.

The values are those of the module ``yaml``; this only notes, while they are built, where the
events of the reader stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kclpy.runtime.values import Value
from kclpy.vet.places import Path, Place, Places
from kclpy_stdlib.yaml_text import Documents, read_with


def read_yaml_places(text: str) -> Iterator[tuple[Value, Places]]:
    """Yield the value and the places of each document.

    Raises `YamlError` if the text is no YAML.
    """
    reader = _PlacedDocuments(len(text))
    for value in read_with(reader, text):
        yield value, reader.take_places()


class _PlacedDocuments(Documents):
    """Notes the place of each value that is added."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self.length = length
        self.places: Places = {}
        self.key: tuple[int, int] | None = None
        self.paths: list[Path] = []  # of the containers that are open
        self.named: dict[str, Path] = {}  # where the anchors stand

    def take_places(self) -> Places:
        """Return the places of the document that has been read, and forget them."""
        places, self.places, self.named = self.places, {}, {}
        places.setdefault((), Place((0, self.length)))
        return places

    def scalar(self, event: Any) -> None:
        place = (event.start_mark.index, event.end_mark.index)
        if self.open[-1].wants_key:
            self.key = place
        else:
            self.note(event, place)
        super().scalar(event)

    def enter(self, event: Any, value: Value) -> None:
        path = self.next_path()
        self.note(event, (event.start_mark.index, event.end_mark.index))
        super().enter(event, value)
        self.paths.append(path)

    def leave(self) -> None:
        self.paths.pop()
        super().leave()

    def alias(self, event: Any) -> None:
        """What an alias stands for is placed at the alias, its parts where they are written."""
        if not self.open[-1].wants_key:
            path = self.next_path()
            self.note(event, (event.start_mark.index, event.end_mark.index))
            named = self.named.get(event.anchor)
            if named is not None and named not in self.paths:
                self.copy_places(named, path)
        super().alias(event)

    def note(self, event: Any, place: tuple[int, int]) -> None:
        path = self.next_path()
        self.places[path] = Place(place, self.key)
        self.key = None
        anchor = getattr(event, "anchor", None)
        if anchor is not None and path not in self.named.values():
            self.named.setdefault(anchor, path)

    def next_path(self) -> Path:
        """Return the path of the value that is added next."""
        if not self.paths:
            return ()
        container = self.open[-1]
        step = len(container.value) if type(container.value) is list else container.key
        return (*self.paths[-1], step)

    def copy_places(self, named: Path, path: Path) -> None:
        depth = len(named)
        for other, place in list(self.places.items()):
            if len(other) > depth and other[:depth] == named:
                self.places[(*path, *other[depth:])] = place
