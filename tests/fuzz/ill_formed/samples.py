"""The programs that get broken: golden cases, examples of the reference, generated ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.fuzz.choices import Choices
from tests.fuzz.generate import Generator
from tests.fuzz.programs import Program
from tests.reference import examples

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
_LONGEST = 3_000  # longer programs say no more, and take longer


@cache
def texts() -> tuple[str, ...]:
    """Return the programs of one file that are kept as files and have an output."""
    found = set()
    for home in (GOLDEN, examples.directory()):
        for path in sorted(home.rglob("*.yaml")) if home else []:
            program = path.with_suffix(".k")
            if program.is_file() and not path.with_suffix(".args").exists():
                text = program.read_text("utf-8", "replace")
                if "\n" in text and len(text) <= _LONGEST:
                    found.add(text)
    return tuple(sorted(found))


def sample(choices: Choices) -> Program:
    """Return one program."""
    if choices.chance(75):
        return Program.of(choices.pick(texts()))
    program: Program = Generator(choices).program()
    return program
