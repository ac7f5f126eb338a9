"""KCL, the exported JSON Schema and the models accept the same data.

``python -m tests.exports`` does more of it, and asks the official engine too.
"""

from __future__ import annotations

import pytest

from kclpy.exporters.pydantic import _OF_MODELS
from tests.exports.compare import compare


@pytest.mark.parametrize("seed", range(40))
def test_all_accept_the_same(seed: int) -> None:
    verdicts = list(compare(seed, 9))
    assert [str(one) for one in verdicts if not one.agree] == []


def test_data_of_both_kinds_are_generated() -> None:
    accepted = [one.kcl for seed in range(5) for one in compare(seed, 30)]
    assert 40 < accepted.count(True) < 140


def test_names_of_models_are_known() -> None:
    from pydantic import BaseModel

    assert {name for name in dir(BaseModel) if not name.startswith("_")} <= _OF_MODELS
