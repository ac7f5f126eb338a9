"""Texts that end anywhere, are damaged anywhere, or are no program: a tree and diagnostics."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kclpy import api
from kclpy.source import SourceFile
from kclpy.syntax import nodes, tokens
from kclpy.syntax.visitor import children
from tests.unit.syntax.trees import parsed

GOLDEN = Path(__file__).parents[1] / "golden"
PROGRAMS = sorted(GOLDEN.rglob("*.k"))
SAMPLE = PROGRAMS[::41]
NAMES = [path.relative_to(GOLDEN).as_posix() for path in SAMPLE]
MAIN = "/nowhere/main.k"

WORDS = (
    *sorted(tokens.KEYWORDS), *tokens.AUGMENTED, *"()[]{}", *",:.=?@$!;\\`", "...", "->", "**",
    "//", "|", "&", "~", "<<", "==", "+", "-", "*", "not in", "is not", "x", "y.z", "A", "AMixin",
    "1", "0x1F", "1.5", "2Ki", "'s'", '"${x}"', '"""d"""', "r'a'", "'", '"""', "\n", "\n    ",
    "\n\t", "\n  ", "# c\n", "é", "²", "\x00", "\ufeff",
)  # fmt: skip


def check_tree(text: str) -> None:
    """Check that there is a tree whose nodes, like all damage, lie within ``text``."""
    module, _ = parsed(text)
    size = len(module.file.text)
    todo: list[nodes.Node] = [module]
    while todo:
        node = todo.pop()
        assert 0 <= node.start <= node.end <= size, node
        todo.extend(children(node))
    assert all(0 <= start <= end <= size for start, end in module.damage)


@pytest.mark.parametrize("path", SAMPLE, ids=NAMES)
def test_every_prefix_has_a_tree(path: Path) -> None:
    text = path.read_text("utf-8")[:600]
    for length in range(len(text)):
        check_tree(text[:length])


@pytest.mark.parametrize("path", SAMPLE, ids=NAMES)
def test_damaged_bytes_have_a_tree(path: Path) -> None:
    choices = random.Random(path.name)
    whole = path.read_bytes()
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(choices.randint(1, 8)):
            place = choices.randrange(len(data) + 1)
            data[place : place + choices.randint(0, 3)] = choices.randbytes(choices.randint(0, 3))
        check_tree(data.decode("utf-8", "replace"))


@pytest.mark.parametrize("seed", range(20))
def test_token_soup_has_a_tree(seed: int) -> None:
    choices = random.Random(seed)
    for _ in range(60):
        words = choices.choices(WORDS, k=choices.randint(1, 60))
        check_tree(choices.choice(("", " ")).join(words))


@pytest.mark.parametrize("seed", range(10))
def test_token_soup_ends_in_output_or_diagnostics(seed: int) -> None:
    choices = random.Random(f"run {seed}")
    for _ in range(20):
        text = " ".join(choices.choices(WORDS, k=choices.randint(1, 12)))
        result = api.compile([MAIN], texts={MAIN: text}, workdir="/nowhere")
        assert bool(result.diagnostics) == result.is_failure


def test_offsets_count_characters() -> None:
    file = SourceFile(MAIN, "a = 'é𝄞' +\n")
    module, mistakes = parsed(file.text)
    assert [tuple(place) for place in module.damage] == [(0, len(file.text))]
    assert mistakes == ['1:10 expected one of ["identifier", "literal", "(", "[", "{"] got newline']
