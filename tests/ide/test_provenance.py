"""What is said to win is what an evaluation gives: programs of layers, in many combinations."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kclpy import api
from kclpy.ide.provenance import Verdict, provenance
from kclpy.ide.workspace import Workspace
from kclpy.syntax import nodes
from tests.work import calls


def program(choose: random.Random) -> str:
    """Return a program in which the key ``n`` of ``a`` gets its value from several layers."""
    numbers = iter(range(1, 100))

    def maybe(text: str, chance: float = 0.6) -> Iterator[str]:
        if choose.random() < chance:
            yield text.format(next(numbers))

    lines = ["mixin NMixin:", *maybe("    n = {}"), "    m: int = 0"]
    lines += ["schema B:", "    n: int = 0", *maybe("    n = {}")]
    lines += ["schema A(B):", *maybe("    mixin [NMixin]"), "    o: int = 0", *maybe("    n = {}")]
    lines += ["_base = {", *maybe("    n = {}"), "    o = 1", "}"]
    for _ in range(choose.randint(1, 3)):
        lines += ["a: A {", *maybe("    **_base"), *maybe("    n = {}"), "    o = 1"]
        lines += [*maybe("    if True:\n        o = 2", 0.3), "}"]
    return "\n".join(lines).replace("{{", "{").replace("}}", "}") + "\n"


@pytest.mark.parametrize("seed", range(40))
def test_the_winner_is_the_value(seed: int, tmp_path: Path) -> None:
    text = program(random.Random(seed)) + "e = a | {n = 0}\n"
    path = tmp_path / "main.k"
    value = _value(text.replace("e = a | {n = 0}", "e = a.n"), path)
    workspace = Workspace([str(tmp_path)])
    workspace.open(str(path), text)
    document = workspace.snapshot().document(str(path))
    *found, (own, _) = provenance(document, text.rindex("n = 0"))
    assert own.code == "n = 0"
    winner, _ = found[-1]
    if not winner.is_sure:
        assert text.count("a: A {") > 1 and "**_base" in text
        return
    assert isinstance(winner.value, nodes.NumberLit)
    assert winner.code.rpartition("= ")[2] == str(value), text


def _value(text: str, path: Path) -> object:
    result = api.compile([path], workdir=path.parent, texts={str(path): text})
    assert not result.is_failure, f"{result.errors}\n{text}"
    return result.yaml.rpartition("e: ")[2].strip()


def test_the_work_grows_with_the_statements(tmp_path: Path) -> None:
    few, many = (_work(count, tmp_path / f"{count}.k") for count in (100, 1_000))
    assert many < 12 * few


def _work(count: int, path: Path) -> int:
    """Return how many calls it takes to find what wins of so many statements."""
    text = "schema A:\n    n: int = 1\n" + "a: A {n = 1}\n" * count
    workspace = Workspace([str(path.parent)])
    workspace.open(str(path), text)
    document = workspace.snapshot().document(str(path))
    offset = text.rindex("n = 1")
    found = provenance(document, offset)
    assert found[-1][1] is Verdict.WINS
    assert len(found) == 30
    return calls(lambda: provenance(document, offset))


def test_chains_that_are_long_end(tmp_path: Path) -> None:
    chain = "\n".join(f"a{n} = a{n - 1} | a{n - 1} | {{x = {n}}}" for n in range(1, 3000))
    text = f"a0 = {{x = 0}}\n{chain}\n"
    path = str(tmp_path / "main.k")
    workspace = Workspace([str(tmp_path)])
    workspace.open(path, text)
    document = workspace.snapshot().document(path)
    assert provenance(document, text.rindex("x = "))
