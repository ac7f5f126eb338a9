"""A new entry looks as if it had been there."""

from __future__ import annotations

import pytest

from kclpy.diagnostics.insertion import with_entry
from kclpy.source import SourceFile


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{}", "{x = 1}"),
        ("{ }", "{x = 1}"),
        ("{a = 1}", "{a = 1, x = 1}"),
        ("{ a = 1 }", "{ a = 1, x = 1 }"),
        ("{a = 1,}", "{a = 1, x = 1}"),
        ("{\n    a = 1\n}", "{\n    a = 1\n    x = 1\n}"),
        ("{\n  a = 1 # one\n}", "{\n  a = 1 # one\n  x = 1\n}"),
        ("{\n}", "{\n    x = 1\n}"),
        (
            "{\n    a = {\n        b = 1\n    }\n}",
            "{\n    a = {\n        b = 1\n    }\n    x = 1\n}",
        ),
    ],
)
def test_entry(before: str, after: str) -> None:
    text = f"v = {before}"
    file = SourceFile("x.k", text)
    edit = with_entry(file.span(4, len(text)), "x = 1")
    assert edit is not None
    changed = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert changed == f"v = {after}"


@pytest.mark.parametrize("text", ["", "{", "x", "{a = 1", "a}"])
def test_what_is_no_literal_is_left_alone(text: str) -> None:
    assert with_entry(SourceFile("x.k", text).span(0, len(text)), "x = 1") is None
