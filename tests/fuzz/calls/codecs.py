"""Values through YAML and JSON and back: ``python -m tests.fuzz codecs --count 2000``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from tests.fuzz.arguments import Modes, add_mode
from tests.fuzz.calls import values
from tests.fuzz.calls.batch import ask
from tests.fuzz.calls.compare import verdict
from tests.fuzz.choices import Choices, RandomChoices
from tests.fuzz.engines import kclpy, oracle

_BATCH = 25
_FLAGS = ("sort_keys", "ignore_private", "ignore_none")


def register(modes: Modes) -> None:
    """Add the mode to the command line."""
    add_mode(modes, "codecs", "write values as YAML and JSON and read them again", main)


def main(arguments: argparse.Namespace) -> int:
    """Compare what both engines write and read, print what differs and the figures."""
    calls = [
        round_trip(RandomChoices(f"codecs/{arguments.seed}/{number}"))
        for number in range(arguments.start, arguments.start + arguments.count)
    ]
    found: Counter[str] = Counter()
    with oracle(3.0) as official, kclpy() as own:
        for start in range(0, len(calls), _BATCH):
            part = calls[start : start + _BATCH]
            for call, theirs, mine in zip(part, ask(official, part), ask(own, part), strict=True):
                said = verdict(call, theirs, mine)
                found[said or "DIFFERENT"] += 1
                if not said:
                    _say(f"=== {call}\n  oracle {theirs}\n   kclpy {mine}")
    for said, count in found.most_common():
        _say(f"{count:>7}  {said}")
    return 1 if found["DIFFERENT"] else 0


def round_trip(choose: Choices) -> str:
    """Return an expression that writes a value, reads it again, and has the text, too."""
    value = values.anything(choose, 3)
    options = [f"{flag}={values.boolean(choose)}" for flag in _FLAGS if choose.chance(30)]
    form = choose.number(0, 4)
    if form == 0 and choose.chance(50):
        options.append(f"indent={choose.number(0, 4)}")
    if form <= 1:
        return _both("json", "encode", "decode", [value, *options])
    if form <= 3:
        return _both("yaml", "encode", "decode", [value, *options])
    items = ", ".join(values.anything(choose, 2) for _ in range(choose.number(0, 3)))
    return _both("yaml", "encode_all", "decode_all", [f"[{items}]", *options])


def _both(module: str, write: str, read: str, arguments: list[str]) -> str:
    written = f"{module}.{write}({', '.join(arguments)})"
    return f"[{written}, {module}.{read}({written})]"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
