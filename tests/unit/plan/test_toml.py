"""TOML (reference, 07 section 2)."""

from __future__ import annotations

import tomllib

import pytest

from kclpy.plan.toml import NotATable, to_toml

DATA = {
    "name": 'a"\\\n\x01é',
    "port": 80,
    "ratio": 1e20,
    "on": True,
    "mixed": [1, "q", {"i": [1]}, []],
    "empty": [],
    "table": {"x y": 1.5, "inner": {"z": 1}, "nothing": {}},
    "servers": [{"a": 1, "s": {"d": [[1]]}}, {"b": 2}],
}


def test_readers_find_the_same_data() -> None:
    assert tomllib.loads(to_toml([DATA])) == DATA


def test_text() -> None:
    data = {"t": {"n": None, "s": {"a": 1}}, "b": [1.0, None], "l": [{"c": 1}]}
    assert to_toml([data]) == "b = [1.0]\n\n[t]\n  [t.s]\n    a = 1\n\n[[l]]\n  c = 1\n"


def test_a_document_that_is_no_table() -> None:
    with pytest.raises(NotATable, match="document 2 is not a map"):
        to_toml([{}, [1]])
