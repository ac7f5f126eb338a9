"""Overrides change programs as the reference engine does (reference, 07 section 2.2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy import api

NESTED = "d = {a = 1, b: {c = 2, k: {z = 1}}, l = [1], 'q' = 3, e.f = 4}"
SCHEMA = "schema A:\n    a?: int\n    b?: A\n\n"


def compiled(source: str, *specs: str) -> str:
    return api.compile(["m.k"], texts={"m.k": source}, overrides=specs).json


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("d.b.c=5", '{"a": 1, "b": {"c": 5, "k": {"z": 1}}, "l": [1], "q": 3, "e": {"f": 4}}'),
        ("d.b={z=1}", '{"a": 1, "b": {"z": 1}, "l": [1], "q": 3, "e": {"f": 4}}'),
        ("d.b:{c:9, k:{y=1}}",
         '{"a": 1, "b": {"c": 9, "k": {"z": 1, "y": 1}}, "l": [1], "q": 3, "e": {"f": 4}}'),
        ("d.b:{k={y=1}}",
         '{"a": 1, "b": {"c": 2, "k": {"y": 1}}, "l": [1], "q": 3, "e": {"f": 4}}'),
        ("d.b:5", '{"a": 1, "b": 5, "l": [1], "q": 3, "e": {"f": 4}}'),
        ("d.e.f=9", '{"a": 1, "b": {"c": 2, "k": {"z": 1}}, "l": [1], "q": 3, "e": {"f": 9}}'),
        ("d.e.f-", '{"a": 1, "b": {"c": 2, "k": {"z": 1}}, "l": [1], "q": 3, "e": {}}'),
        ("d.q-", '{"a": 1, "b": {"c": 2, "k": {"z": 1}}, "l": [1], "e": {"f": 4}}'),
        ("d.l+=[2]", '{"a": 1, "b": {"c": 2, "k": {"z": 1}}, "l": [1, 2], "q": 3, "e": {"f": 4}}'),
        ("d={}", "{}"),
    ],
)  # fmt: skip
def test_config(spec: str, expected: str) -> None:
    assert compiled(NESTED, spec) == f'{{"d": {expected}}}'


@pytest.mark.parametrize(
    ("source", "spec", "expected"),
    [
        ("x = {a = 1}", "x.n.m=1", '{"x": {"a": 1, "n": {"m": 1}}}'),
        ("x = {a = 1}", "n.m:{a=1}", '{"x": {"a": 1}, "n": {"m": {"a": 1}}}'),
        ("x = {a = 1}", 'x["k v"]=1', '{"x": {"a": 1, "k v": 1}}'),
        ("x = {a = 1, a = 2}", "x.a=3", '{"x": {"a": 3}}'),
        ("x = {a = 1, a = 2}", "x.a-", '{"x": {}}'),
        ("x = {**{a = 1}}", "x.a=2", '{"x": {"a": 2}}'),
        ("x = {l = y}\ny = [1]", "x.l+=[2]", '{"x": {"l": [1, 2]}, "y": [1]}'),
        ("x = [1]", "x+=[2, *[3]]", '{"x": [1, 2, 3]}'),
        ("x = [1]", "x:[2]", '{"x": [2]}'),
        ("x = y = {a = 1}", "x.a=2", '{"x": {"a": 2}, "y": {"a": 1}}'),
        ("x = y = 1", "x-", '{"y": 1}'),
        ("x = 1", "z-", '{"x": 1}'),
        (SCHEMA + "x = A {a = 1, b = A {a = 3}}", "x.b:A{a=2}", '{"x": {"a": 1, "b": {"a": 2}}}'),
        (SCHEMA + "x = A {a = 1}", "x.b.b.a=2", '{"x": {"a": 1, "b": {"b": {"a": 2}}}}'),
        (SCHEMA + "x = A {a = 1}", "x=A{b={a = 2}}", '{"x": {"b": {"a": 2}}}'),
        (SCHEMA + "x: A {a = 1}", "x:{a=2}", '{"x": {"a": 2}}'),
        (SCHEMA + "x: A {a = 1}", "x.a=3", '{"x": {"a": 3}}'),
        (SCHEMA + "x: A {a = 1}", "x-", "{}"),
    ],
)
def test_program(source: str, spec: str, expected: str) -> None:
    assert compiled(source, spec) == expected


def test_variable_is_changed_where_it_is_assigned(tmp_path: Path) -> None:
    texts = {"a.k": "x = {a = 1}", "b.k": "y = 2"}
    for spec, expected in (
        ("y=5", '{"x": {"a": 1}, "y": 5}'),
        ("x.a=4", '{"x": {"a": 4}, "y": 2}'),
    ):
        result = api.compile(["a.k", "b.k"], workdir=tmp_path, texts=texts, overrides=[spec])
        assert result.json == expected


def test_failure_in_what_was_added_has_no_place() -> None:
    result = api.compile(["m.k"], texts={"m.k": "x = 1"}, overrides=["n=[5][9]"])
    assert result.errors == "EvaluationError\nlist index out of range: 9\n\n"
