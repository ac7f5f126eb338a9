"""Shapes of settings: which keys there are, what their values are, and what they are for.

A shape is declared once. Loaders hold what they read to it, and editors propose from it. Every run
that has settings loads this module, so its classes are plain ones, which are made at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

from kclpy.diagnostics.problem import Problem
from kclpy.diagnostics.settings import (
    IgnoredKey,
    MissingKey,
    UnknownKey,
    UnknownWord,
    UnusualForm,
    WrongSetting,
)

Path = tuple[str | int, ...]


class Mistake(NamedTuple):
    """What is wrong with a value, and the way to it; of a key, ``is_key`` says so."""

    path: Path
    problem: Problem
    is_key: bool = False


class Shape:
    """What a value may be; ``complaint`` says what a value of another type is."""

    complaint: ClassVar[str] = "not what is expected here"
    title: ClassVar[str] = "anything"

    def accepts(self, value: object) -> bool:
        """Tell whether ``value`` is of the right type; what is in it is another question."""
        return True

    def mistakes(self, value: object, path: Path = ()) -> Iterator[Mistake]:
        """Yield what is wrong with ``value``, which stands at ``path``."""
        if not self.accepts(value):
            yield Mistake(path, WrongSetting(_name(path), self.complaint))
        else:
            yield from self.inner(value, path)

    def inner(self, value: Any, path: Path) -> Iterator[Mistake]:
        """Yield what is wrong with a value of the right type."""
        yield from ()


class Truth(Shape):
    """True or false."""

    complaint = "neither true nor false"
    title = "true or false"

    def accepts(self, value: object) -> bool:
        return isinstance(value, bool)


class Whole(Shape):
    """A whole number."""

    complaint = "not a whole number"
    title = "a whole number"

    def accepts(self, value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool)


class Text(Shape):
    """A string.

    ``names`` says what it names, such as a file; ``words`` are all that may be written, with what
    they mean. Tools expect it to match ``form``, which is described by ``description``.
    """

    complaint = "not a string"
    title = "a string"

    def __init__(
        self,
        names: str = "",
        words: Mapping[str, str] | None = None,
        form: str = "",
        description: str = "",
    ) -> None:
        self.names = names
        self.words: Mapping[str, str] = words or {}
        self.form = form
        self.description = description

    def accepts(self, value: object) -> bool:
        return isinstance(value, str)

    def inner(self, value: Any, path: Path) -> Iterator[Mistake]:
        if self.words and value not in self.words:
            yield Mistake(path, UnknownWord(self.names, value, tuple(self.words)))
        if self.form and not re.fullmatch(self.form, value):
            yield Mistake(path, UnusualForm(_name(path), self.description))


class Listed(Shape):
    """A list of strings."""

    complaint = "not a list of strings"
    title = "a list of strings"

    def __init__(self, item: Text | None = None) -> None:
        self.item = item or Text()

    def accepts(self, value: object) -> bool:
        return isinstance(value, list) and all(map(self.item.accepts, value))

    def inner(self, value: Any, path: Path) -> Iterator[Mistake]:
        for number, item in enumerate(value):
            yield from self.item.inner(item, (*path, number))


class Key(NamedTuple):
    """A key of a table: the shape of its value, and what it is for."""

    shape: Shape
    doc: str
    is_required: bool = False


class Table(Shape):
    """A table with certain keys; others are wrong, or do nothing where it ``is_open``."""

    complaint = "not a table"
    title = "a table"

    def __init__(self, keys: Mapping[str, Key] | None = None, is_open: bool = False) -> None:
        self.keys: Mapping[str, Key] = keys or {}
        self.is_open = is_open

    def accepts(self, value: object) -> bool:
        return isinstance(value, dict)

    def inner(self, value: Any, path: Path) -> Iterator[Mistake]:
        unknown = IgnoredKey if self.is_open else UnknownKey
        for name, item in value.items():
            key = self.keys.get(name)
            if key is None:
                yield Mistake((*path, name), unknown(str(name), tuple(self.keys)), is_key=True)
            elif item is not None:
                yield from key.shape.mistakes(item, (*path, name))
        for name, key in self.keys.items():
            if key.is_required and value.get(name) is None:
                yield Mistake(path, MissingKey(name), is_key=True)


class Named(Shape):
    """A table whose keys are names that the user gives; ``names`` says of what."""

    complaint = "not a table"
    title = "a table"

    def __init__(self, value: Shape | None = None, names: str = "", doc: str = "") -> None:
        self.value = value or Shape()
        self.names = names
        self.doc = doc

    def accepts(self, value: object) -> bool:
        return isinstance(value, dict)

    def inner(self, value: Any, path: Path) -> Iterator[Mistake]:
        for name, item in value.items():
            yield from self.value.mistakes(item, (*path, name))


class Items(Shape):
    """A list of tables."""

    complaint = "not a list"
    title = "a list"

    def __init__(self, item: Shape | None = None) -> None:
        self.item = item or Shape()

    def accepts(self, value: object) -> bool:
        return isinstance(value, list)

    def inner(self, value: Any, path: Path) -> Iterator[Mistake]:
        for number, item in enumerate(value):
            yield from self.item.mistakes(item, (*path, number))


class Version(Shape):
    """A version, or a table that says more."""

    complaint = "neither a version nor a table"
    title = "a version, or a table"

    def __init__(self, table: Table | None = None) -> None:
        self.table = table or Table()

    def accepts(self, value: object) -> bool:
        return isinstance(value, (str, dict))

    def inner(self, value: Any, path: Path) -> Iterator[Mistake]:
        if isinstance(value, dict):
            yield from self.table.inner(value, path)


def shape_at(shape: Shape, path: Path) -> Shape | None:
    """Return the shape of the value at ``path`` below a value of ``shape``, None for none."""
    for step in path:
        inner = _step(shape, step)
        if inner is None:
            return None
        shape = inner
    return shape


def _step(shape: Shape, step: str | int) -> Shape | None:
    if isinstance(step, int):
        return shape.item if isinstance(shape, (Listed, Items)) else None
    key = _key(shape, step)
    return None if key is None else key.shape


def key_at(shape: Shape, path: Path) -> Key | None:
    """Return what is declared of the key that ``path`` ends with, None for none."""
    above = shape_at(shape, path[:-1])
    name = path[-1] if path else 0
    return None if above is None or isinstance(name, int) else _key(above, name)


def _key(shape: Shape, name: str) -> Key | None:
    if isinstance(shape, Named):
        return Key(shape.value, shape.doc)
    table = shape.table if isinstance(shape, Version) else shape
    return table.keys.get(name) if isinstance(table, Table) else None


def _name(path: Path) -> str:
    """Return how messages call what stands at ``path``: by the nearest key, "" for none."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")
