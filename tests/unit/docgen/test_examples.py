"""Examples in docstrings, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kclpy.docgen import load_library
from kclpy.docgen.examples import blocks_of, check_examples
from kclpy.semantics.docstrings import documentation

SCHEMA = '''schema A:
    """A

    Examples
    --------
{example}
    """
    a: int

    check:
        a > 0, "too small"
'''


def check(folder: Path, example: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Return the messages of an example, with the lines and columns in the file."""
    text = SCHEMA.format(example="\n".join(f"    {line}" for line in example.splitlines()))
    (folder / "a.k").write_text(text, "utf-8")
    count, found = check_examples(load_library(str(folder)))
    assert count == 1
    return [
        (one.labels[0].message, [one.labels[0].span.file.position(one.labels[0].span.start)])
        for one in found
    ]


@pytest.mark.parametrize(
    "example",
    ["a = A {a = 1}", "```\na = A {a = 1}\n```", "Text.\n\n~~~ kcl\na = A {\n    a = 1\n}\n~~~"],
)
def test_good_ones(example: str, tmp_path: Path) -> None:
    assert check(tmp_path, example) == []


@pytest.mark.parametrize(
    ("example", "message", "place"),
    [
        ("a = A {a = 'x'}", "expected int, got str(x)", (6, 11)),
        (
            "```kcl\n# é\n\nb = A {a = 1, c = 1}\n```",
            "Cannot add member 'c' to schema 'A'",
            (9, 18),
        ),
        ("    a = A {\n        a = nope\n    }", "name 'nope' is not defined", (7, 16)),
        ("a = (", "expected one of", (6, 9)),
        ("```\na = A {a = 0}\n```", "Instance check failed", (7, 8)),
        ("```\nimport nope\n```", "pkgpath nope not found", (7, 4)),
    ],
)
def test_mistakes_are_where_they_stand(
    example: str, message: str, place: tuple[int, int], tmp_path: Path
) -> None:
    found = check(tmp_path, example)
    assert found and message in found[0][0]
    line, column = found[0][1][0]
    assert line == place[0]
    assert column == place[1] or "expected one of" in message


def test_other_languages_are_not_run(tmp_path: Path) -> None:
    example = "```yaml\na: 1\n```\n```kcl ignore\na = nope\n```\n```\na = 1\n```"
    assert check(tmp_path, example) == []


def test_blocks() -> None:
    text = "A\n\nExamples\n--------\n````kcl\n```\n````\n\n```\n  b\n    c\n"
    (section,) = documentation(text).sections
    blocks = list(blocks_of(section))
    assert [(one.text, one.line, one.column) for one in blocks] == [
        ("```\n", 5, 0),
        ("b\n  c\n", 9, 2),
    ]


def test_a_library_with_several_packages(shop: Path) -> None:
    assert check_examples(load_library(str(shop))) == (1, [])
