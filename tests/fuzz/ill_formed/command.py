"""The command ``python -m tests.fuzz ill-formed --count 2000 --seed 1``."""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.arguments import Modes, add_mode
from tests.fuzz.engines import kclpy
from tests.fuzz.ill_formed.session import Finding, broken_program, run
from tests.fuzz.programs import Answer, as_file


def register(modes: Modes) -> None:
    """Add the mode to the command line."""
    parser = add_mode(modes, "ill-formed", "break the syntax of programs", main)
    parser.add_argument("--budget", type=int, default=1000, help="steps to shrink a program")
    parser.add_argument("--noise", action="store_true", help="show what has several errors")
    parser.add_argument("--show", type=int, metavar="NUMBER", help="only print one program")


def main(arguments: argparse.Namespace) -> int:
    """Break programs, print what the engines differ on, and the figures."""
    if arguments.show is not None:
        with kclpy() as own:
            way, program = broken_program(arguments.seed, arguments.show, own)
        _say(f"{program.files['main.k']}\n# {way}")
        return 0
    numbers = range(arguments.start, arguments.start + arguments.count)
    summary = run(arguments.seed, numbers, arguments.budget, _print, arguments.noise)
    for line in summary.lines():
        _say(line)
    return 1 if summary.groups else 0


def _print(finding: Finding) -> None:
    verdict = finding.verdict
    _say(f"=== {verdict.kind}: {verdict.detail}  [{finding.seed} {finding.way}]")
    _say(finding.program.files["main.k"].rstrip("\n"))
    _say(f"--- oracle {_said(finding.oracle)}--- kclpy {_said(finding.ours)}")


def _said(answer: Answer) -> str:
    return f"({answer.status})\n{as_file(answer.text[:1500])}"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
