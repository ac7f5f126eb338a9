"""A long run of the formatter: ``python -m tests.fuzz format --count N --seed S``.

Each program gets a random layout. Its tree and its comments must stay, formatting again must
change nothing, and where the official engine keeps every comment in its place, the bytes must
be those of its formatter.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from kclpy.formatter import format_text
from kclpy.formatter.sameness import is_same_tree
from kclpy.source import SourceFile
from kclpy.syntax import tokens
from kclpy.syntax.lexer import lex
from tests.formatting import faults
from tests.fuzz.arguments import Modes, add_mode
from tests.fuzz.choices import RandomChoices
from tests.fuzz.generate import Generator
from tests.fuzz.layout import parsed, with_layout
from tests.oracle import Oracle, is_installed

_LAYOUT = (tokens.NEWLINE, tokens.CONTINUED, tokens.INDENT, tokens.DEDENT, tokens.EOF, ",")


def register(modes: Modes) -> None:
    """Add the mode to the command line."""
    add_mode(modes, "format", "format programs in random layouts", main)


def main(arguments: argparse.Namespace) -> int:
    """Run the formatter as the command line says."""
    numbers = range(arguments.start, arguments.start + arguments.count)
    return run(arguments.seed, numbers)


def run(seed: int, numbers: Iterable[int], shown: int = 5) -> int:
    """Format generated programs, print what is wrong and the figures; return the exit status."""
    oracle = Oracle() if is_installed() else None
    counts: Counter[str] = Counter()
    for number in numbers:
        text = program(seed, number)
        if text is None:
            counts["programs with mistakes"] += 1
            continue
        wrong = faults(text)
        outcome = "; ".join(wrong) if wrong else _agreement(text, oracle)
        counts[outcome] += 1
        if (wrong or outcome == DIFFERS) and counts[outcome] <= shown:
            _say(f"=== {outcome} [{seed}/{number}]\n{text}\n--- kclpy\n{format_text(text).text}")
            if oracle is not None:
                _say(f"--- oracle\n{oracle.format(text)}")
    if oracle is not None:
        oracle.close()
    for outcome, count in counts.most_common():
        _say(f"{count:>7}  {outcome}")
    bad = set(counts) - {"programs with mistakes", AGREES, MOVES, KEEPS_NOT, "no oracle"}
    return 1 if bad else 0


AGREES = "bytes of the official engine"
DIFFERS = "other bytes than the official engine, which keeps comments in place"
MOVES = "the official engine moves comments"
KEEPS_NOT = "the official engine changes the program, or gives up"


def program(seed: int, number: int) -> str | None:
    """Return a program in a random layout; every third has no comments."""
    choices = RandomChoices(f"format/{seed}/{number}")
    text = Generator(choices).program().files["main.k"]
    if parsed(text) is None:
        return None
    return with_layout(text, choices, (0, 3, 12)[number % 3])


def _agreement(text: str, oracle: Oracle | None) -> str:
    if oracle is None:
        return "no oracle"
    theirs = oracle.format(text)
    if theirs is None or theirs == text:
        return KEEPS_NOT
    if _without_numbers(theirs) == _without_numbers(format_text(text).text):
        return AGREES
    before, after = parsed(_without_numbers(text)), parsed(_without_numbers(theirs))
    if before is None or after is None:
        return KEEPS_NOT
    if not is_same_tree(before, after):
        return KEEPS_NOT
    if _places(theirs) != _places(text):
        return MOVES
    return KEEPS_NOT if oracle.format(theirs) != theirs else DIFFERS


def _without_numbers(text: str) -> str:
    """Return ``text`` with 0 for each number, because kclpy keeps how they are written."""
    pieces = []
    position = 0
    for kind, _, start, end in lex(SourceFile("main.k", text)).tokens:
        if kind == tokens.NUMBER:
            pieces.append(f"{text[position:start]}0")
            position = end
    return "".join(pieces) + text[position:]


def _places(text: str) -> list[tuple[str, bool, bool, str, str]]:
    """Return the comments of ``text``: whether they are indented, the tokens before and behind."""
    lexed = lex(SourceFile("main.k", text))
    toks = [token for token in lexed.tokens if token[0] not in _LAYOUT]
    starts = [token[2] for token in toks]
    places = []
    for start, end in lexed.comments:
        index = bisect_left(starts, start)
        before = toks[index - 1][1] if index else ""
        after = toks[index][1] if index < len(toks) else ""
        line = text[text.rfind("\n", 0, start) + 1 : start]
        places.append((text[start:end], not line.strip(), bool(line), before, after))
    return places


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
