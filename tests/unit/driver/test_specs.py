"""The text of overrides (reference, 07 section 2.2)."""

from __future__ import annotations

import pytest

from kclpy.driver.specs import BadSpec, parse_spec
from kclpy.syntax import nodes


@pytest.mark.parametrize(
    ("text", "path", "op"),
    [
        ("a=1", ("a",), "="),
        ("a.b.c:1", ("a", "b", "c"), ":"),
        ("a.b+=[1]", ("a", "b"), "+="),
        ("a.b-", ("a", "b"), "-"),
        ('a["b.c"].d=1', ("a", "b.c", "d"), "="),
        ("a['b']-", ("a", "b"), "-"),
        ('a["k=v"]=1', ("a", "k=v"), "="),
        ('a["k:v"]:1', ("a", "k:v"), ":"),
        (" a . b = 1", ("a", "b"), "="),
        ("a..b=1", ("a", "b"), "="),
        ('a="b=c"', ("a",), "="),
        ("a.b-=1", ("a", "b-"), "="),
    ],
)
def test_path_and_operator(text: str, path: tuple[str, ...], op: str) -> None:
    spec = parse_spec(text)
    assert (spec.path, spec.op) == (path, op)


@pytest.mark.parametrize("text", ["", "a", "-", "=1", "a=", "a==1", "a=# c", 'a["b=1', 'a["b"=1'])
def test_bad_spec(text: str) -> None:
    with pytest.raises(BadSpec) as caught:
        parse_spec(text)
    assert caught.value.problem.message == (
        f"Invalid spec format '{text}', expected <field_path>=<filed_value>, "
        "<field_path>:<filed_value>, <field_path>+=<filed_value> or <field_path>-"
    )


@pytest.mark.parametrize("text", ["a[0]=1", "a[b]=1"])
def test_index_needs_quotes(text: str) -> None:
    with pytest.raises(BadSpec) as caught:
        parse_spec(text)
    assert caught.value.problem.message == "Expected opening quote after '['"


def test_text_after_the_expression_is_ignored() -> None:
    value = parse_spec("a=1 2").value()
    assert isinstance(value, nodes.NumberLit) and value.value == 1


@pytest.mark.parametrize("text", ["-1", "x + 3", "not True", "1 as int"])
def test_operation_becomes_its_text(text: str) -> None:
    value = parse_spec(f"a={text}").value()
    assert isinstance(value, nodes.StringLit) and value.value == text
