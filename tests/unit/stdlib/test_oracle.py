"""The official engine returns the same from functions of the standard library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kclpy.api
from kclpy.driver.options import Options
from tests.oracle import Oracle, is_installed

LETTERS = [*"abXY1 _-,.\téßΣ日😀", "\n", "\r\n"]
TEXTS = st.lists(st.sampled_from(LETTERS), max_size=8).map("".join)
COUNTS = st.integers(-3, 5)
FLOATS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 4))
PATTERNS = st.lists(
    st.sampled_from(["a", "b", ".", "[aX]", "[^b]", r"\w", r"\s", "(a|b)", "^", "$", "(?i)x"]),
    min_size=1,
    max_size=4,
).map("".join)
MEMBERS = [
    *("capitalize", "lower", "upper", "title", "chars", "split", "rsplit", "splitlines", "strip"),
    *("isalnum", "isalpha", "isdigit", "islower", "isupper", "isspace", "istitle"),
]
PREDICATES = ["match", "search"]


def _expressions(text: str, part: str, count: int, number: float, pattern: str) -> list[str]:
    """Return expressions over some values, none of which fails."""
    own, other, form = json.dumps(text), json.dumps(part), json.dumps(pattern)
    return [
        *[f"{own}.{member}()" for member in MEMBERS],
        *[f"{own}.{member}({other})" for member in ("count", "find", "rfind", "startswith")],
        f"{own}.split({other}, {count})",
        f"{own}.rsplit(None, {count})",
        f"{own}.replace({other}, '-', {count})",
        f"{own}.strip({other})",
        f"round({number!r}, {count})",
        f"round({number!r})",
        f"'{{:+010.2f}} {{:g}} {{}}'.format({number!r}, {number!r}, {number!r})",
        f"regex.findall({own}, {form})",
        f"regex.replace({own}, {form}, '<$0>')",
        *[f"regex.{name}({own}, {form})" for name in PREDICATES],
        f"crypto.sha256({own})",
        f"base32.decode(base32.encode({own}))",
    ]


@pytest.mark.skipif(not is_installed(), reason="needs kcl-lib")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(TEXTS, TEXTS, COUNTS, FLOATS, PATTERNS), min_size=1, max_size=8))
def test_same_results(
    tmp_path: Path, oracle: Oracle, values: list[tuple[str, str, int, float, str]]
) -> None:
    expressions = [line for value in values for line in _expressions(*value)]
    lines = ["import base32", "import crypto", "import regex"]
    lines += [f"x{number} = {line}" for number, line in enumerate(expressions)]
    file = tmp_path / "main.k"
    file.write_text("\n".join(lines) + "\n")
    outcome = oracle.run(Options(paths=(str(file),)))
    assert outcome is not None
    result = kclpy.api.compile([file])
    assert not result.is_failure, result.errors
    theirs, ours = outcome.text.rstrip().splitlines(), result.yaml.rstrip().splitlines()
    assert theirs == ours
