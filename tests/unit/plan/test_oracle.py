"""The official engine writes the same YAML for any data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kclpy.driver.options import Options
from kclpy.plan.planner import plan
from kclpy.plan.yaml import to_result
from tests.oracle import Oracle

PIECES = [
    *"ayYnN ~=<1.0+-_/$(;^:#?'\"\\{}[],&*!|>%@`éİ日😀\n\t\r\0\x01\x1b\x7f\x85\xa0",
    *"\ufeff\ufffe\uffff\ufffd\u200b\u2028\ue000\U0010ffff",
    *("true", "null", "nil", "off", "---", "...", "0x1", ": ", " #", "- "),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)
SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=40
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.lists(DATA, max_size=20))
def test_same_text(tmp_path: Path, oracle: Oracle | None, data: Any) -> None:
    if oracle is None:
        pytest.skip("needs kcl-lib")
    file = tmp_path / "main.k"
    file.write_text(f"import json\n_d = json.decode({_literal(data)})\nx = _d\n")
    outcome = oracle.run(Options(paths=(str(file),)))
    assert outcome is not None
    assert outcome.text == to_result(plan({"x": data})) + "\n"


def _literal(data: Any) -> str:
    """Return a KCL string that holds ``data`` as JSON."""
    return json.dumps(json.dumps(data).replace("$", "\\u0024"))
