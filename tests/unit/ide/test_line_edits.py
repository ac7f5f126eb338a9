"""Changes of whole lines make one text of another, and touch little else."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from kclpy.ide.edits import apply_edits
from kclpy.ide.formatting import line_edits

_LINES = ["a\n", "b\n", "\n", "}\n", "  x\n", "c\r\n"]


@pytest.mark.parametrize("seed", range(200))
def test_one_text_becomes_the_other(seed: int) -> None:
    choose = random.Random(seed)
    for _ in range(20):
        old = choose.choices(_LINES, k=choose.randrange(12))
        new = list(old)
        for _ in range(choose.randrange(6)):
            place = choose.randrange(len(new) + 1)
            if choose.random() < 0.5:
                new.insert(place, choose.choice(_LINES))
            else:
                del new[place : place + 1]
        before, after = "".join(old), "".join(new).rstrip(choose.choice(["", "\n"]))
        edits = line_edits(before, after)
        assert apply_edits(before, edits) == after
        assert all(one.end < other.start for one, other in pairwise(edits))


def test_texts_that_are_the_same_do_not_change() -> None:
    assert line_edits("a\n\nb", "a\n\nb") == line_edits("", "") == []


def test_lines_that_are_often_there_are_not_taken_for_each_other() -> None:
    schema = "schema A:\n    name:str\n    value: int\n\n"
    before, after = schema * 1_000, schema.replace(":str", ": str") * 1_000
    edits = line_edits(before, after)
    assert apply_edits(before, edits) == after
    assert [one.text for one in edits] == ["    name: str\n"] * 1_000


def test_much_that_is_new_stands_together() -> None:
    before = "".join(f"a{number}\n" for number in range(300))
    more = "".join(f"b{number}\n" for number in range(300))
    after = before[:500] + "\n" + more + before[500:] + more
    assert apply_edits(before, line_edits(before, after)) == after
    assert len(line_edits(before, after)) <= 3
