"""What a run found, for the terminal."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable

from tests.fuzz.arguments import Modes, add_mode
from tests.fuzz.calls.draw import pure_builtins
from tests.fuzz.calls.session import Disagreement, Tally, run


def register(modes: Modes) -> None:
    """Add the mode to the command line."""
    parser = add_mode(modes, "builtins", "compare calls of builtins", main)
    parser.add_argument("names", nargs="*", metavar="NAME", help="builtins or modules, or all")


def main(arguments: argparse.Namespace) -> int:
    """Compare calls as the command line says."""
    return report(arguments.seed, arguments.count, arguments.names, _say)


def report(seed: int, count: int, names: Iterable[str], say: Callable[[str], None]) -> int:
    """Compare ``count`` calls of each builtin, say what differs, return 1 if something does."""
    wanted = tuple(names)
    builtins = [b for b in pure_builtins() if not wanted or _is_wanted(b.full_name, wanted)]
    tallies = run(seed, count, builtins, lambda found: say(_shown(found)))
    for name, tally in tallies.items():
        say(f"{name:36}{_line(tally)}")
    total: Counter[str] = Counter()
    for tally in tallies.values():
        total += tally.verdicts
    say(f"{len(tallies)} builtins, {total.total()} calls: {total['equal']} equal")
    for verdict, number in total.most_common():
        if verdict != "equal":
            say(f"{number:>6}  {verdict or 'DIFFERENT'}")
    return 1 if total[""] else 0


def _is_wanted(name: str, wanted: tuple[str, ...]) -> bool:
    return name in wanted or name.rpartition(".")[0] in wanted


def _line(tally: Tally) -> str:
    different = tally.verdicts[""]
    equal = tally.verdicts["equal"]
    meant = tally.verdicts.total() - equal - different
    return f"{equal:>6} equal {meant:>5} meant {different:>4} different {tally.failures:>6} failing"


def _shown(found: Disagreement) -> str:
    replies = (("oracle", found.oracle), ("kclpy", found.ours))
    lines = [f"{name:>8} {reply.status}: {reply.text[:400]!r}" for name, reply in replies]
    return "\n".join([f"=== {found.call}", *lines])


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
