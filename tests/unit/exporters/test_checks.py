"""From checks to limits."""

from __future__ import annotations

import pytest

from kclpy.driver.live import checked_pipeline
from kclpy.driver.options import Options
from kclpy.driver.request import Request
from kclpy.exporters.model import Attribute, Catalog, Limits
from kclpy.exporters.reader import UnknownSchema, read_catalog


def catalog_of(text: str, *names: str) -> Catalog:
    options = Options(paths=("s.k",), texts={"s.k": text})
    pipeline = checked_pipeline(Request(options))
    return read_catalog(pipeline.program, pipeline.types, names)


def attribute(declaration: str, check: str) -> tuple[Attribute, bool]:
    """Return the attribute ``a``, and whether a rule is left over."""
    text = (
        f"import regex\nschema S:\n    a{declaration}\n    b?: int\n    check:\n        {check}\n"
    )
    (schema,) = catalog_of(text).roots
    return schema.attributes["a"], bool(schema.rules)


@pytest.mark.parametrize(
    ("declaration", "check", "limits"),
    [
        (": int", "a > 0", Limits(above=0)),
        (": int", "10 >= a", Limits(at_most=10)),
        (": int", "0 <= a < 10", Limits(at_least=0, below=10)),
        (": int", "(a > -1) and a < 5 and a > 2", Limits(above=2, below=5)),
        (": float", "a >= 0.5", Limits(at_least=0.5)),
        (": int", "a % 3 == 0", Limits(multiple_of=3)),
        (": int", "a in [1, 2]", Limits(choices=(1, 2))),
        (": str", 'a == "x"', Limits(choices=("x",))),
        (": str", "len(a) > 2", Limits(min_length=3)),
        (": [int]", "len(a) <= 2", Limits(max_length=2)),
        (": {str:int}", "0 < len(a)", Limits(min_length=1)),
        (": str", 'regex.match(a, "^x")', Limits(patterns=("^x",))),
        ("?: int", "a < 5 if a", Limits(below=5)),
        ("?: str", 'a in ["x"] if a', Limits(choices=("", "x"))),
        ("?: str", "len(a) > 0 if a", Limits()),
    ],
)
def test_limits(declaration: str, check: str, limits: Limits) -> None:
    found, has_rules = attribute(declaration, check)
    assert (found.limits, has_rules) == (limits, False)


@pytest.mark.parametrize(
    ("declaration", "check"),
    [
        ("?: int", "a > 5 if a"),  # 0 passes
        ("?: int", "a > 5 if b"),
        (": int", "a > 5 or a < 0"),
        (": int", "not a"),
        (": int", "b > a"),
        (": int | str", "a in [1]"),
        (": any", "a > 1"),
        (": str", 'regex.match(a, "(?i)x")'),
        (": [int]", "all x in a { x > 0 }"),
        (": int", "a in [1.0, 2]"),
    ],
)
def test_what_is_no_limit_is_a_rule(declaration: str, check: str) -> None:
    found, has_rules = attribute(declaration, check)
    assert (found.limits, has_rules) == (Limits(), True)


@pytest.mark.parametrize(
    ("check", "is_required"),
    [("a > 0", True), ("a > 0 if a", False), ("a > -1 if a", False), ("b == 1", False)],
)
def test_a_check_may_need_an_optional_attribute(check: str, is_required: bool) -> None:
    assert attribute("?: int", check)[0].is_required is is_required


def test_a_pattern_that_nothing_matches_needs_the_attribute() -> None:
    assert attribute("?: str", 'regex.match(a, "x")')[0].is_required
    assert not attribute("?: str", 'regex.match(a, "x*")')[0].is_required


def test_unknown_schema() -> None:
    with pytest.raises(UnknownSchema, match=r"schema 'Ap' not found, did you mean"):
        catalog_of("schema App:\n    a: int\n", "Ap")


def test_only_what_is_asked_for_and_needed() -> None:
    text = "schema A:\n    b: B\nschema B:\n    a?: int\nschema C:\n    a?: int\n"
    assert [schema.name for schema in catalog_of(text, "A")] == ["A", "B"]
