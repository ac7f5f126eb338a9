"""The module template (reference, 09)."""

from __future__ import annotations

from typing import Any

import pytest

from kclpy.driver.conditions import run_conditions
from kclpy.runtime.values import NumberMultiplier
from tests.unit.stdlib.calls import call, failure

DATA: dict[str, Any] = {
    "a": 1,
    "b": "x<y",
    "c": [1, 2, {"k": "v"}],
    "d": {"p": {"q": 5}},
    "e": [],
    "g": None,
    "h": 0,
    "n": 1.0,
    "u": NumberMultiplier(1, "Ki"),
    "z": {"b": 1, "a": 2},
    "a b": 7,
    "1": "one",
}

RESULTS = [
    ("{{b}}|{{{b}}}|{{&b}}|{{raw b}}", "x&lt;y|x<y|x<y|x<y"),
    ("{{c}}|{{d}}|{{g}}|{{n}}|{{u}}|{{nope}}", "[1, 2, [object]]|[object]||1.0|1024.0|"),
    ("{{c.[0]}}{{c.2.k}}{{d/p/q}}{{[a b]}}{{1}}{{this.a}}", "1v57one1"),
    ("{{#if h}}A{{else if a}}B{{else}}C{{/if}}", "B"),
    ("{{#if h includeZero=true}}A{{/if}}{{#unless e}}E{{/unless}}", "AE"),
    ("{{#each c}}{{@index}}:{{this}}{{#unless @last}},{{/unless}}{{/each}}", "0:1,1:2,2:[object]"),
    ("{{#each z}}{{@key}}={{this}};{{/each}}", "a=2;b=1;"),
    ("{{#each e}}x{{else}}none{{/each}}", "none"),
    ("{{#each c as |v i|}}{{i}}{{v}}{{../a}};{{/each}}", "011;121;2[object]1;"),
    ("{{#with d}}{{p.q}}{{../a}}{{@root.a}}{{/with}}", "511"),
    ('{{#*inline "p"}}[{{x}}{{a}}]{{/inline}}{{> p}}{{> p x=1}}{{> p d}}', "[1][11][]"),
    ('{{#*inline "p"}}A{{> @partial-block}}B{{/inline}}{{#> p}}mid{{/p}}', "AmidB"),
    ("{{#> p}}default{{/p}}", "default"),
    ('{{lookup c 0}}{{lookup z "a"}}{{len c}}{{len "é"}}{{log a}}', "1232"),
    ("{{#if (and (gt a 0) (not (eq a 2)))}}Y{{/if}}{{eq a 1.0}}", "Yfalse"),
    ("{{! c }}a{{!-- }} --}}b", "ab"),
    ("a {{~a~}} b", "a1b"),
    (r"\{{a}} \\{{a}}", r"{{a}} \1"),
    ("a\n{{#if a}}\nyes\n{{/if}}\nb", "a\nyes\nb"),
    ("  {{! c }}  \nx", "x"),
    ('{{#*inline "p"}}\nl1\nl2\n{{/inline}}\n  {{> p}}\nend', "  l1\n  l2\nend"),
    ('{{#each [1,2]}}{{this}}{{/each}}{{len {"k": 1} }}', "121"),
]


def test_literals_nest_without_limit() -> None:
    nested = "[" * 5_000 + "]" * 5_000
    with run_conditions():
        assert call("template.execute", "{{len " + nested + "}}", DATA) == "1"


@pytest.mark.parametrize(("template", "expected"), RESULTS)
def test_result(template: str, expected: str) -> None:
    assert call("template.execute", template, DATA) == expected


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{upper a}}", 'HelperNotFound("upper")'),
        ("{{#foo}}x{{/foo}}", 'HelperNotFound("foo")'),
        ("{{> nope}}", 'PartialNotFound("nope")'),
        ("{{#if}}x{{/if}}", 'ParamNotFoundForIndex("if", 0)'),
        ("{{eq a}}", 'ParamNotFoundForName("eq", "y")'),
        ('{{gt "b" "a"}}', 'ParamTypeMismatchForName("gt", "x", "i64")'),
        ("{{c.length}}", 'InvalidJsonIndex("length")'),
        ('{{#*inline "p"}}{{> p}}{{/inline}}{{> p}}', "Other("),
    ],
)
def test_failure_of_rendering(template: str, reason: str) -> None:
    message = failure("template.execute", template, DATA)
    assert message.startswith("render template failed: RenderError {")
    assert f"reason: {reason}" in message


@pytest.mark.parametrize(
    "template",
    [
        "{{a",
        "{{#if a}}x",
        "{{/if}}",
        "{{#if a}}x{{/each}}",
        "{{}}",
        '{{"x"}}',
        "{{else}}",
        "{{a:b}}",
    ],
)
def test_failure_of_reading(template: str) -> None:
    message = failure("template.execute", template, DATA)
    assert message.startswith("register template failed: TemplateError { reason: ")


def test_without_data() -> None:
    assert call("template.execute", "x{{a}}") == "x"


def test_html_escape() -> None:
    assert call("template.html_escape", "&<>\"'`=") == "&amp;&lt;&gt;&quot;&#x27;&#x60;&#x3D;"
