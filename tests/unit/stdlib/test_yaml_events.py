"""Both ways of reading YAML: what the parser in C reads is what ruamel.yaml reads."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from kclpy.plan.yaml import to_yaml
from kclpy_stdlib import yaml_text
from kclpy_stdlib.yaml_events import fast_events
from kclpy_stdlib.yaml_faults import YamlError
from kclpy_stdlib.yaml_text import Documents, read_with, read_yaml
from tests.fuzz.calls import texts
from tests.fuzz.choices import RandomChoices

_PIECES = (
    *("a", "b c", "1", "true", "~", ":", ": ", ":\n", "- ", "-", "\n", "\n", "\n  ", "\n    "),
    *(" ", "  ", ",", ", ", "[", "]", "{", "}", "'", '"', "#", " # c", "|", "|\n", "|-\n"),
    *(">\n", ">-\n", ">+\n", "|2\n", "&x ", "*x", "---", "---\n", "--- ", "...\n", "é", "😀"),
    *("\\n", '\\"', "\\", "''", "http://x/y", "@", "`", "%", "=", "<<", "k: v\n", "  - y\n"),
    *("  k2: w\n", "[1, 2]", "{a: 1}", '"a": ', "'b' : ", "a:b", "::", "x#y", "\n\n", "&", "*"),
    *("text more\n  text\n", "? ", "!", "!!str ", "\t", "\r\n", "\ufeff", "\u2028", "\x85"),
)  # fmt: skip
_STARTS = ("k0: ", "k1: ", "- ", "  - ", "  k2: ", "    ")
_ENDS = ("\n", "\n", "", "\n\n")


def _slowly(text: str) -> list[Any] | str:
    """Return the documents as ruamel.yaml has them, or what is wrong."""
    try:
        return list(read_with(Documents(), text)) or [None]
    except YamlError as error:
        return str(error)


def _at_all(text: str) -> list[Any] | str:
    try:
        return read_yaml(text)
    except YamlError as error:
        return str(error)


def _texts(seed: int, count: int) -> Iterator[str]:
    draw = random.Random(seed)
    for number in range(count):
        yield texts.yaml_text(RandomChoices(f"{seed}/{number}"))
        yield "".join(draw.choices(_PIECES, k=draw.randint(1, 14)))
        yield "".join(
            draw.choice(_STARTS) + "".join(draw.choices(_PIECES, k=2)) + draw.choice(_ENDS)
            for _ in range(draw.randint(1, 6))
        )


@pytest.mark.parametrize("seed", range(4))
def test_both_ways_read_the_same(seed: int) -> None:
    fast = 0
    for text in _texts(seed, 250):
        fast += yaml_text._read_fast(text) is not None
        assert repr(_at_all(text)) == repr(_slowly(text)), text
    assert fast > 100


def _value(draw: random.Random, depth: int) -> Any:
    form = draw.randint(0, 7 if depth else 5)
    if form <= 2:
        return "".join(
            draw.choices("ab: -#'\"\\\n\t[]{},&*!|>%@`?~01.é😀\x85\u2028\ufeff", k=form * 4)
        )
    if form == 3:
        return draw.choice((0, -1, 10**15, 2**63 - 1, -(2**63)))
    if form == 4:
        return draw.choice((0.5, 1e-7, 1e300, -2.5))
    if form == 5:
        return draw.choice((None, True, False))
    items = [_value(draw, depth - 1) for _ in range(draw.randint(0, 4))]
    return items if form == 6 else {f"k{number}: x": item for number, item in enumerate(items)}


@pytest.mark.parametrize("seed", range(4))
def test_written_values_are_read_again(seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(100):
        value = _value(draw, 3)
        text = to_yaml(value)
        assert repr(_at_all(text)) == repr(_slowly(text)), text


@pytest.mark.parametrize(
    "text",
    [
        "a:\tb",
        "%YAML 1.1\n---\na",
        "a: !!str 1",
        "? a\n: b",
        "a: |#x\n  b",
        "a\r\nb",
        "a: \u2028",
        "\ufeffa",
        "a\n...\n...\nb",
    ],
)
def test_what_may_be_read_in_another_way_is_left_to_ruamel(text: str) -> None:
    assert fast_events(text) is None


def test_mistakes_are_told_in_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    mistakes = ["a: [1", "a: b: c", "*x", "? [a]\n: b", "&x [*x]", "a: 18446744073709551616"]
    told = [_at_all(text) for text in mistakes]
    monkeypatch.setattr(yaml_text, "fast_events", lambda text: None)
    assert told == [_at_all(text) for text in mistakes]
    assert all(isinstance(text, str) for text in told)


def test_reader_does_without_the_parser_in_c(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)
    assert fast_events("a: 1") is None
    assert read_yaml("a: 1") == [{"a": 1}]
