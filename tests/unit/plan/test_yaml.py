"""YAML, byte for byte (reference, 09, "Emission rules")."""

from __future__ import annotations

from typing import Any

import pytest

from kclpy.plan.yaml import to_result, to_stream, to_yaml

PLAIN = (
    "a inf = << \\ a] a? it's a\"b ${a} Infinity e1 ?a :a a:b a#b true1 xyes 日本 😀 a\xa0b \u200b "
    "İ K"
).split(" ")
SINGLE = (
    "1a 1 -x .a +a 2024-01-01 12:30 y Y yes NO off nan NULL ~ nil True #x ,a [a] {a} &a *a !a |a "
    ">a %a @a `a 'q' ? : a: --- ..."
).split(" ")
DOUBLE = [
    ("\t", "\\t"),
    ("a\rb", "a\\rb"),
    ("\0\a\b\v\f\x1b", "\\0\\a\\b\\v\\f\\e"),
    ("\x01", "\\x01"),
    ("\x7f", "\\x7F"),
    ('\x85"\\', '\\N\\"\\\\'),
    ("\ufeff", "\\uFEFF"),
    ("a \nb", "a \\nb"),
    ("a\nb ", "a\\nb "),
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_strings(text: str) -> None:
    assert to_yaml({text: text}) == f"{text}: {text}\n"


@pytest.mark.parametrize("text", [*SINGLE, "", " a", "a ", "a: b", "a #b", "? a", ": a"])
def test_single_quoted_strings(text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    assert to_yaml({text: text}) == f"{quoted}: {quoted}\n"


@pytest.mark.parametrize(("text", "escaped"), DOUBLE)
def test_double_quoted_strings(text: str, escaped: str) -> None:
    assert to_yaml([text]) == f'- "{escaped}"\n'


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("x\ny", "|-\n  x\n  y\n"),
        ({"a": "x\ny"}, "a: |-\n  x\n  y\n"),
        (["x\ny"], "- |-\n  x\n  y\n"),
        ([{"a": "x\ny", "b": 1}], "- a: |-\n    x\n    y\n  b: 1\n"),
        ({"a": "\nb"}, "a: |2-\n\n  b\n"),
        ({"a": " b\nc"}, "a: |2-\n   b\n  c\n"),
        ({"a": "b\n"}, "a: |\n  b\n"),
        ({"k": "x\n\n", "l": 1}, "k: |+\n  x\n\nl: 1\n"),
        ({"k": "x\n\n\ny\n"}, "k: |\n  x\n\n\n  y\n"),
        ({"k": "\n"}, "k: |2+\n\n"),
    ],
)
def test_literal_blocks(data: Any, text: str) -> None:
    assert to_yaml(data) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({}, "{}\n"),
        ([], "[]\n"),
        (None, "null\n"),
        ([True, False, 1, -2, 1.0, 1e16], "- true\n- false\n- 1\n- -2\n- 1.0\n- 1e16\n"),
        ({"a": [{"b": [1, {"c": 2}]}]}, "a:\n- b:\n  - 1\n  - c: 2\n"),
        ({"a": [[]], "b": [{}], "c": [[[]]]}, "a:\n- []\nb:\n- {}\nc:\n- - []\n"),
        ([[1, [2]], [3]], "- - 1\n  - - 2\n- - 3\n"),
        ({"a": {"b": {"c": None}}}, "a:\n  b:\n    c: null\n"),
    ],
)
def test_nesting(data: Any, text: str) -> None:
    assert to_yaml(data) == text


LONG = "k" * 129


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"k\nk": "v\nv"}, "? |-\n  k\n  k\n: |-\n  v\n  v\n"),
        ({LONG: {"a": 1, "b": 2}}, f"? {LONG}\n: a: 1\n  b: 2\n"),
        ({LONG: [1, 2]}, f"? {LONG}\n: - 1\n  - 2\n"),
        ({"é" * 65: 1}, f"? {'é' * 65}\n: 1\n"),
        ({"k" * 128: 1}, f"{'k' * 128}: 1\n"),
        ({"\r": {}}, '? "\\r"\n: {}\n'),
        ([{"\n": 1, "b": 2}], "- ? |2+\n\n  : 1\n  b: 2\n"),
    ],
)
def test_keys_on_lines_of_their_own(data: Any, text: str) -> None:
    assert to_yaml(data) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"x": 1}, "x: 1"),
        ({"x": "a\nb"}, "x: |-\n  a\n  b\n"),
        ({"x": ["a\nb"]}, "x:\n- |-\n  a\n  b"),
        ({"x": "\na"}, "x: |2-\n\n  a"),
        ({"a:b": "c\nd"}, "a:b: |-\n  c\n  d"),
        ({"x": "a\n b"}, "x: |-\n  a\n   b"),
        ({"x": "a\nfoo: |\n  v"}, "x: |-\n  a\n  foo: |\n    v\n"),
        ([{"x": "a\nb", "y": 1}], "- x: |-\n    a\n    b\n  'y': 1\n"),
        ({"x": "|\n\xa0"}, "x: |-\n  |\n  \xa0"),
    ],
)
def test_the_end_of_a_result(data: Any, text: str) -> None:
    assert to_result(data) == text


def test_streams() -> None:
    assert to_stream([]) == ""
    assert to_stream([{"a": 1}]) == "a: 1"
    assert to_stream([{"a": "x\n"}, {}]) == "a: |\n  x\n\n---\n{}"


def test_what_was_written_before_changes_nothing() -> None:
    texts = ["yes", "a b", "x\ny", "k" * 200]
    expected = "".join(to_yaml([text]) for text in texts)
    assert to_yaml(texts * 2) == expected * 2


def test_deep_data() -> None:
    data: Any = 1
    for _ in range(300):
        data = {"a": data}
    assert to_yaml(data).endswith("a: 1\n")
