"""The command: ``python -m tests.fuzz MODE --count 20000 --seed 1``; ``--help`` tells the modes."""

from __future__ import annotations

import argparse
import sys

from tests.fuzz import command, formatting
from tests.fuzz.calls import codecs, report
from tests.fuzz.ill_formed import command as ill_formed


def main() -> int:
    """Run one mode; return 1 if it finds something wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    modes = parser.add_subparsers(metavar="MODE", required=True)
    for one in (command, ill_formed, formatting, report, codecs):
        one.register(modes)
    arguments = parser.parse_args()
    return int(arguments.main(arguments))


if __name__ == "__main__":
    sys.exit(main())
