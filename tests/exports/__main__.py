"""The command: ``python -m tests.exports --count 500 [--seed 1] [--data 20] [--oracle]``."""

from __future__ import annotations

import argparse
import sys

from tests.exports.compare import compare
from tests.oracle import Oracle


def main() -> int:
    """Compare what accepts data, and print where they differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.exports")
    parser.add_argument("--count", type=int, default=200, help="how many programs")
    parser.add_argument("--data", type=int, default=20, help="how many data for each")
    parser.add_argument("--seed", type=int, default=0, help="the first program")
    parser.add_argument("--oracle", action="store_true", help="ask the official engine too")
    arguments = parser.parse_args()
    oracle = Oracle() if arguments.oracle else None
    accepted = asked = differing = 0
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        for verdicts in compare(seed, arguments.data, oracle):
            asked += 1
            accepted += verdicts.kcl
            if not verdicts.agree:
                differing += 1
                if differing <= 5:
                    print(f"--- seed {seed}\n{verdicts}\n")
    print(f"{asked} data, {accepted} accepted by KCL, {differing} differences")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
