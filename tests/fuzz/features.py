"""Programs that use the rarer parts of the language: every form of type, protocols, packages …

Other than `generate`, which builds expressions at random, this strings together the blocks of
``features.txt``: each shows one feature, under names of its own, and is valid by itself.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.fuzz.choices import Choices
from tests.fuzz.programs import Program

# Types, each with values that go into them.
TYPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("int", ("1", "0x1f", "-3", "2 + 3", "len([1])")),
    ("str", ('"s"', "'a' + 'b'", '"${1}-x"', '"a".upper()', "str(1)")),
    ("float", ("1.5", "1", "2.0 * 2", "float(1)", "1.0 / 2")),
    ("bool", ("True", "1 < 2", "not False", '"a" in ["a"]', "(all q in [1] { q > 0 })")),
    ("any", ("1", '"s"', "[1]", "{a = 1}", "None")),
    ("[int]", ("[1, 2]", "[]", "[q for q in [1, 2] if q > 1]", "[1] + [2]", "range(3)")),
    ("[str]", ('["a"]', '"a,b".split(",")', "[q for q in {a = 1}]", "[str(q) for q in [1]]")),
    ("[]", ('[1, "a"]', "[None]", "[[1]]")),
    ("{str:int}", ("{a = 1}", '{"a-b" = 1}', "{}", "{a = 1} | {b = 2}", '{q: 1 for q in ["a"]}')),
    ("{str:str}", ('{a = "x"}', '{"${1}": "y"}', "{str(q) = 's' for q in [1, 2]}")),
    ("{str:}", ("{a = 1, b = 's'}", "{a = {b = [1]}}")),
    ("{:}", ("{a = 1}", "{}")),
    ("{str:[int]}", ("{a = [1]}", "{a = [], b = [1, 2]}", "{a += [1]}")),
    ("{str:{str:int}}", ("{a = {b = 1}}", "{a.b = 1}", "{a: {b: 1}}")),
    ("[{str:int}]", ("[{a = 1}]", "[{a = q} for q in [1, 2]]")),
    ("[[int]]", ("[[1], []]", "[[q] for q in [1]]")),
    ("int | str", ("1", '"s"', "(1 if True else 's')")),
    ("[int | str]", ('[1, "s"]', "[1]")),
    ("{str:int | [str]}", ('{a = 1, b = ["s"]}',)),
    ('"a" | "b"', ('"a"', '"b"', '("a" if True else "b")')),
    ("1 | 2", ("1", "2")),
    ('"x" | 1 | True', ('"x"', "1", "True")),
    ("True | 1.5", ("True", "1.5")),
    ("(int) -> int", ("lambda q: int -> int { q + 1 }", "lambda q { q }")),
    ("(int, str) -> str", ("lambda q: int, r: str -> str { r * q }",)),
    ("() -> any", ("lambda { 1 }", "lambda -> str { 's' }")),
    ("[(str) -> str]", ("[lambda q: str -> str { q }]",)),
)  # fmt: skip


@cache
def blocks() -> tuple[str, ...]:
    """Return the templates of all blocks."""
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    return tuple(text.split("\n---\n")[1:])


def featured(choices: Choices) -> Program:
    """Return a program of one to five blocks."""
    imports: dict[str, None] = {}
    statements: list[str] = []
    files: dict[str, str] = {}
    for number in range(1, choices.number(1, 5) + 1):
        main, *others = _filled(choices, choices.pick(blocks()), number).split("# file ")
        for other in others:
            path, _, text = other.partition("\n")
            files[path] = text
        for line in main.rstrip("\n").split("\n"):
            if line.startswith("import "):
                imports[line] = None
            else:
                statements.append(line)
    files["main.k"] = "\n".join([*imports, *statements]) + "\n"
    return Program(files)


def _filled(choices: Choices, block: str, number: int) -> str:
    """Return ``block`` with types and values put in."""
    text = block.replace("~", str(number))
    for type_mark, value_mark in (("$T", "$V"), ("$U", "$W")):
        type_, values = choices.pick(TYPES)
        text = text.replace(type_mark, type_)
        while value_mark in text:
            text = text.replace(value_mark, choices.pick(values), 1)
    return text
