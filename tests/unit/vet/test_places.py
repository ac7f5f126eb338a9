"""Where the values of data files stand."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kclpy.source import SourceFile
from kclpy.vet.documents import DataError, Document, read_documents

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def documents(text: str, format_name: str) -> list[Document]:
    return read_documents(SourceFile("data", text), format_name)


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def all_paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path]
    if isinstance(value, dict):
        for key, item in value.items():
            found += all_paths(item, (*path, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            found += all_paths(item, (*path, position))
    return found


@given(VALUES, st.sampled_from([None, 2, "\t"]))
def test_json_is_found_where_it_is_written(value: Any, indent: int | str | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    (document,) = documents(text, "json")
    assert document.value == value
    assert set(document.places) == set(all_paths(value))
    for path, place in document.places.items():
        assert json.loads(text[slice(*place.value)]) == at(value, path)
        if path and isinstance(path[-1], str):
            assert place.key is not None
            assert json.loads(text[slice(*place.key)]) == path[-1]


# YAML knows more line breaks and forbids some control characters; they are not what this is about.
PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126))
PLAIN_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | PRINTABLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PRINTABLE, inner, max_size=4),
    max_leaves=20,
)


@given(PLAIN_VALUES)
def test_json_read_as_yaml_has_the_same_places(value: Any) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=False)
    (document,) = documents(text, "yaml")
    places = documents(text, "json")[0].places
    assert document.value == value
    assert {path: place.value[0] for path, place in document.places.items() if path} == {
        path: place.value[0] for path, place in places.items() if path
    }


YAML = """\
# a comment
first: &name {a: [1, "two"]}
second:
- key: value
  "quoted key": |
    text
-   - nested
again: *name
---
other: document
---
- é: 1
"""


def test_yaml_of_several_documents() -> None:
    one, two, three = documents(YAML, "yaml")
    assert (one.number, two.number, three.number) == (0, 1, 2)
    for document in (one, two, three):
        assert set(document.places) == set(all_paths(document.value))
    shown = {path: line_and_column(one, path) for path in one.places}
    assert shown[("first", "a", 1)] == (2, 21)
    assert shown[("second", 0)] == (4, 2)
    assert shown[("second", 0, "quoted key")] == (5, 2)
    assert shown[("second", 1, 0)] == (7, 6)
    assert shown[("again",)] == (8, 0)
    assert shown[("again", "a", 1)] == (2, 21)
    assert line_and_column(two, ("other",)) == (10, 0)
    assert line_and_column(three, (0, "é")) == (12, 2)


def line_and_column(document: Document, path: tuple[str | int, ...]) -> tuple[int, int]:
    return document.file.position(document.span(path).start)


TOML = '''\
# a comment
title = "a # b" # c
"dotted.key".inner = 'x'
date = 1979-05-27 07:32:00Z
number = -1_000.5e3
text = """
[no.table]
a = 1"""

[table.inner]
list = [
    1, # one
    {a.b = "x", c = [true]},
]

[[servers]]
name = "a"
[servers.limits]
cpu = 1
[[servers]]
name = "b"
[[servers.ports]]
number = 80
'''


def test_toml_is_found_where_it_is_written() -> None:
    (document,) = documents(TOML, "toml")
    assert set(document.places) == set(all_paths(document.value))
    read = tomllib.loads(TOML)
    for path, place in document.places.items():
        value = at(read, path)
        if not isinstance(value, (dict, list)):
            assert tomllib.loads(f"x = {TOML[slice(*place.value)]}")["x"] == value, path
    assert line_and_column(document, ("servers", 1, "ports", 0, "number")) == (23, 0)
    assert line_and_column(document, ("servers", 1)) == (20, 2)
    assert line_and_column(document, ("table", "inner", "list", 1, "a", "b")) == (13, 7)
    assert document.value["date"] == "1979-05-27T07:32:00Z"


@pytest.mark.parametrize(
    ("text", "format_name", "message", "place"),
    [
        ('{"a": [1,}', "json", "Failed to Load JSON: expected value", (1, 9)),
        ("", "json", "Failed to Load JSON: EOF", (1, 0)),
        ("a: [1\nb: 2", "yaml", "Failed to Load YAML: ", (2, 1)),
        ("a: *b", "yaml", "Failed to Load YAML: unknown anchor", (1, 3)),
        ("a = \n", "toml", "Failed to Load TOML: Invalid value", (1, 4)),
        ("[" * 100_000, "json", "Failed to Load JSON: ", None),
        ("[" * 100_000, "yaml", "Failed to Load YAML: ", None),
        ("a = " + "[" * 100_000, "toml", "Failed to Load TOML: ", None),
    ],
)
def test_what_cannot_be_read_is_told(
    text: str, format_name: str, message: str, place: tuple[int, int] | None
) -> None:
    with pytest.raises(DataError) as caught:
        documents(text, format_name)
    (label,) = caught.value.diagnostic.labels
    assert label.message.startswith(message)
    if place is not None:
        assert label.span.file.position(label.span.start) == place
