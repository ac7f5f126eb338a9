"""Data files: their documents, and where in the text each value stands."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.vet import UnreadableData
from kclpy.runtime.values import Config, Value
from kclpy.source import SourceFile, Span
from kclpy.vet.places import Path, Place, Places

FORMATS = ("json", "yaml", "toml")

_ENDINGS = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".toml": "toml"}
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class DataError(Exception):
    """A text is not of its format; ``diagnostic`` says where."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One document of a data file: its value, and the places of all values in it.

    ``number`` counts the documents of the file from 0.
    """

    file: SourceFile
    number: int
    value: Value
    places: Places

    def place(self, path: Path) -> Place:
        """Return where a value stands, or else the nearest one around it."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]

    def span(self, path: Path) -> Span:
        """Return the span of the key of a value, or of the value if it has no key."""
        place = self.place(path)
        start, end = place.key or place.value
        return self.file.span(start, end)


def format_of(path: str) -> str | None:
    """Return the format that the name of a file tells, None for any other name."""
    return next((name for end, name in _ENDINGS.items() if path.lower().endswith(end)), None)


def read_documents(file: SourceFile, format_name: str) -> list[Document]:
    """Return the documents of a text in one of `FORMATS`.

    Raises `DataError` if it is not of this format.
    """
    read: Callable[[SourceFile], Iterator[tuple[Value, Places]]] = {
        "json": _json,
        "yaml": _yaml,
        "toml": _toml,
    }[format_name]
    return [
        Document(file, number, value, places) for number, (value, places) in enumerate(read(file))
    ]


def _json(file: SourceFile) -> Iterator[tuple[Value, Places]]:
    from kclpy.vet.json_places import find_places
    from kclpy_stdlib.json_text import JsonError, read_json

    try:
        value = read_json(file.text)
    except JsonError as error:
        raise _error(file, "JSON", str(error), _json_fault(file.text)) from None
    yield value, find_places(file.text)


def _json_fault(text: str) -> int:
    """Return the offset at which a text stops to be JSON."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.pos
    except (ValueError, RecursionError):
        pass
    return 0


def _yaml(file: SourceFile) -> Iterator[tuple[Value, Places]]:
    from kclpy.vet.yaml_places import read_yaml_places
    from kclpy_stdlib.yaml_faults import YamlError

    try:
        yield from read_yaml_places(file.text)
    except YamlError as error:
        raise _error(file, "YAML", str(error), error.offset or 0) from None


def _toml(file: SourceFile) -> Iterator[tuple[Value, Places]]:
    from kclpy.vet.toml_places import find_places

    try:
        value = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        text = str(error)
        found = _TOML_PLACE.search(text)
        offset = 0 if found is None else file.offset(int(found[1]), int(found[2]) - 1)
        raise _error(file, "TOML", _TOML_PLACE.sub("", text).strip(), offset) from None
    except RecursionError:
        raise _error(file, "TOML", "the text is nested too deeply", 0) from None
    yield _plain(value), find_places(file.text)


def _plain(value: Value) -> Value:
    """Return a value of TOML as KCL has it: dates are texts."""
    if isinstance(value, dict):
        return Config({key: _plain(item) for key, item in value.items()})
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, (str, int, float)):
        return value
    return value.isoformat().replace("+00:00", "Z")


def _error(file: SourceFile, format_name: str, reason: str, offset: int) -> DataError:
    problem = UnreadableData(format_name, reason)
    label = Label(file.span(offset, offset), problem.message)
    return DataError(Diagnostic(problem, (label,)))
