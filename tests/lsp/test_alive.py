"""A server that lives whatever is typed: small samples of `prefixes` and `edits`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.lsp.desk import Desk
from tests.lsp.edits import run
from tests.lsp.prefixes import Asker, Report, Text, look_at, texts
from tests.lsp.questions import PULLING, Place, methods, params

_SAMPLE = texts()[7::150]


@pytest.mark.parametrize("text", _SAMPLE, ids=str)
def test_prefixes(text: Text, tmp_path: Path) -> None:
    report = look_at(text, tmp_path, 12)
    assert report.examples == {}
    assert report.questions > 30 * report.prefixes


# Texts that random edits made, and that somebody stumbled over.
_ODD = (
    "f = lambda {\n    schema S:\n        a = 1\n}\n",
    "schema S:\n    @d(x=lambda {\n        import a\n    })\n    x: int\n",
)


@pytest.mark.parametrize("text", _ODD)
def test_odd_texts(text: str, tmp_path: Path) -> None:
    report = Report()
    path = tmp_path.resolve() / "main.k"
    asker = Asker(Desk(path.parent), path, report, random.Random(1))
    for end in range(len(text) + 1):
        asker.look_at(text[:end])
    assert report.examples == {}


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_edits(seed: int, tmp_path: Path) -> None:
    done, wrong = run(120, seed, 30, tmp_path.resolve())
    assert wrong == []
    assert done["edit"] > 30


def test_everything_is_asked() -> None:
    """Methods that follow from no answer have parameters."""
    start = {"line": 0, "character": 0}
    asked = [one for one in methods(PULLING) if params(one, Place("file:///a.k", start, start))]
    assert len(asked) > 25
