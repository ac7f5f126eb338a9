"""A long run of the formatter: ``python -m tests.fuzz format --count N --seed S``.

Each program gets a random layout. Its tree and its comments must stay, formatting again must
change nothing, and the bytes must be those of the official formatter, but for what
docs/differences.md lists. Where that moves comments, the program is compared without them.
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
from tests.fuzz.listed import listed
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
            counts[MISTAKES] += 1
            continue
        wrong = faults(text)
        outcome = "; ".join(wrong) if wrong else agreement(text, oracle)
        counts[outcome] += 1
        if is_fault(outcome) and counts[outcome] <= shown:
            _say(f"=== {outcome} [{seed}/{number}]\n{text}\n--- kclpy\n{format_text(text).text}")
            if oracle is not None:
                _say(f"--- oracle\n{oracle.format(text, SECONDS)}")
    if oracle is not None:
        oracle.close()
    for outcome, count in counts.most_common():
        _say(f"{count:>7}  {outcome}")
    return 1 if any(is_fault(outcome) for outcome in counts) else 0


MISTAKES = "programs with mistakes"
NO_ORACLE = "no oracle"
AGREES = "bytes of the official engine"
LISTED = "listed: "
MOVES = "the official engine moves comments; without comments: "
CHANGES = "the official engine changes the program"
GIVES_UP = "the official engine gives up, crashes or hangs"
IS_NOT_DONE = "the official engine changes its own text again"
DIFFERS = "other bytes than the official engine"
SECONDS = 5.0  # how long the official engine may take for a text; it takes some milliseconds

_FINE = (MISTAKES, NO_ORACLE, AGREES, CHANGES, GIVES_UP, IS_NOT_DONE)


def is_fault(outcome: str) -> bool:
    """Tell whether ``outcome`` is neither agreement nor a difference that is listed."""
    outcome = outcome.removeprefix(MOVES)
    return outcome not in _FINE and not outcome.startswith(LISTED)


def program(seed: int, number: int) -> str | None:
    """Return a program in a random layout; every third has no comments."""
    choices = RandomChoices(f"format/{seed}/{number}")
    text = Generator(choices).program().files["main.k"]
    if parsed(text) is None:
        return None
    return with_layout(text, choices, (0, 3, 12)[number % 3])


def agreement(text: str, oracle: Oracle | None) -> str:
    """Return how the two formatters agree on ``text``."""
    if oracle is None:
        return NO_ORACLE
    theirs = oracle.format(text, SECONDS)
    if theirs is None or theirs == text:
        return GIVES_UP
    plain_ours, plain_theirs = without_numbers(format_text(text).text), without_numbers(theirs)
    if plain_ours == plain_theirs:
        return AGREES
    before, after = parsed(without_numbers(text)), parsed(plain_theirs)
    if before is None or after is None or not is_same_tree(before, after):
        return CHANGES
    if _places(theirs) != _places(text):
        bare = without_comments(text)
        return MOVES + (agreement(bare, oracle) if bare != text else DIFFERS)
    names = listed(text, plain_ours, plain_theirs)
    if names:
        return LISTED + ", ".join(names)
    return IS_NOT_DONE if oracle.format(theirs, SECONDS) != theirs else DIFFERS


def without_comments(text: str) -> str:
    """Return ``text`` without its comments and the lines that hold nothing else."""
    for start, end in reversed(lex(SourceFile("main.k", text)).comments):
        line = text.rfind("\n", 0, start) + 1
        if text[line:start].strip():
            text = text[:start].rstrip(" ") + text[end:]
        else:
            text = text[:line] + text[end + 1 :]
    return text


def without_numbers(text: str) -> str:
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
