"""Reading YAML (reference, 09, "Decoding")."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kclpy.plan.yaml import to_yaml
from kclpy_stdlib.yaml_faults import YamlError
from kclpy_stdlib.yaml_text import read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# nothing", None),
        ("[~, null, Null, NULL, nULL, '']", [None] * 4 + ["nULL", ""]),
        ("[true, True, TRUE, tRUE, yes, on]", [True] * 3 + ["tRUE", "yes", "on"]),
        ("[-0, +1, 012, 1_000, 1:30]", [0, 1, "012", "1_000", "1:30"]),
        ("[0x1F, -0x1F, 0o14, 0b11, 0o8, 0X1]", [31, -31, 12, 3, "0o8", "0X1"]),
        ("[1., .5, +.5, 1.e3, 12e03, 012.5]", [1.0, 0.5, 0.5, 1000.0, 12000.0, 12.5]),
        ("[., 1.2.3, 1e, inf, 1e400]", [".", "1.2.3", "1e", "inf", "1e400"]),
        ("[.inf, -.INF, .nan, -.nan]", [None, None, None, "-.nan"]),
        ("[18446744073709551615, -9223372036854775808]", [1.8446744073709552e19, -(2**63)]),
        ("12345678901234567.0", 12345678901234567.0),
        ("a: 1\na: 2\nb: 3", {"a": 2, "b": 3}),
        ("1: a\ntrue: b\n~: c\n0x10: d", {"1": "a", "true": "b", "~": "c", "0x10": "d"}),
        ("a: &x [1]\nb: *x\n<<: {c: 1}", {"a": [1], "b": [1], "<<": {"c": 1}}),
        ("&x 5: *x\n*x : 6", {"5": 6}),
        ("a: !!str 12\nb: !!int '0x10'\nc: !!float 1", {"a": "12", "b": 16, "c": 1.0}),
        ("a: !!binary aGk=\nb: !!set {x}", {"a": "aGk=", "b": {"x": None}}),
        ("a:\t1\t# tabs\nb: x\ty", {"a": 1, "b": "x\ty"}),
        ("a: x\n  y\n\n  z", {"a": "x y\nz"}),
        ("a: |+\n  x\n\nb: >-\n  y\n  z\n", {"a": "x\n\n", "b": "y z"}),
        ("%YAML 1.1\n---\na: yes", {"a": "yes"}),
    ],
)
def test_values(text: str, value: Any) -> None:
    assert read_yaml(text) == [value]


def test_documents() -> None:
    assert read_yaml("a: 1\n---\n---\n- b\n---\n") == [{"a": 1}, None, ["b"], None]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: b: c", "mapping values are not allowed in this context at line 1 column 5"),
        (
            "a: [1, 2",
            "did not find expected ',' or ']' at line 2 column 1, "
            "while parsing a flow sequence at line 1 column 4",
        ),
        (
            "a: @b",
            "found character that cannot start any token at line 1 column 4, "
            "while scanning for the next token",
        ),
        ("@a", "found character that cannot start any token, while scanning for the next token"),
        (
            "a: 'x",
            "found unexpected end of stream at line 1 column 6, "
            "while scanning a quoted scalar at line 1 column 4",
        ),
        (
            'a: "\\q"',
            "found unknown escape character at line 1 column 5, "
            "while parsing a quoted scalar at line 1 column 4",
        ),
        ("a: *y", "unknown anchor at line 1 column 4"),
        ("? [a]\n: b", "invalid type: sequence, expected a string key at line 1 column 3"),
        ("&x {a: 1}: *x", "invalid type: map, expected a string key"),
        (
            "b: [1, {c: 18446744073709551616}]",
            "b[1].c: invalid type: integer `18446744073709551616` as u128, "
            "expected any valid JSON value at line 1 column 12",
        ),
        (
            "a: !!bool yes",
            'a: invalid value: string "yes", expected a boolean at line 1 column 4',
        ),
        ("!foo 1", "invalid type: enum, expected any valid JSON value"),
        ("a: \x07", "control characters are not allowed at position 3"),
        ("[" * 128, "recursion limit exceeded at line 1 column 128"),
        ("&x [*x]", "recursion limit exceeded at line 1 column 5"),
    ],
)
def test_faults(text: str, fault: str) -> None:
    with pytest.raises(YamlError) as caught:
        read_yaml(text)
    assert str(caught.value) == fault


@pytest.mark.parametrize("text", ['"\\ud800"', '"\\U00110000"', "%YAML 3.0\n---\n", "[: a]", "!!"])
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(YamlError):
        read_yaml(text)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n\t\r:-#'\"|>\x85"))
SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        SCALARS | FLOATS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
        max_leaves=10,
    )
)
def test_what_was_written_reads_back_equal(data: Any) -> None:
    assert read_yaml(to_yaml(data)) == [data]
