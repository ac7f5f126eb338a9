"""``kclpy lint``: what is wrong with programs, and what had better be otherwise (07 section 5)."""

from __future__ import annotations

import argparse
import inspect
import os
import sys
from collections.abc import Sequence
from dataclasses import replace

from kclpy.cli.arguments import add_entries, add_inputs, parse_arguments, request_of, split
from kclpy.cli.errors import Reporter, add_error_flags
from kclpy.diagnostics import Diagnostic
from kclpy.driver.options import Options
from kclpy.driver.request import RequestError
from kclpy.formatter.files import FilesError
from kclpy.linter.fixing import mend, write
from kclpy.linter.programs import files_of, joined, lint_all, programs
from kclpy.linter.rules import all_rules
from kclpy.linter.selection import Choice, unknown_word

_STDIN = "-"


def run(argv: Sequence[str]) -> int:
    """Lint what ``argv`` asks for and return the exit status.

    0 if there is nothing to say, 1 if there is, 2 if the words make no sense.
    """
    words = parse_arguments(command_line(), argv)
    if words.list:
        sys.stdout.write(_listed())
        return 0
    mistake = _mistake(words)
    if mistake is not None:
        sys.stderr.write(f"kclpy lint: {mistake}\n")
        return 2
    reporter = Reporter(words)
    try:
        found = programs(request_of(words, words.entries))
    except RequestError as error:
        reporter.write([error.diagnostic])
        return 1
    except FilesError as error:
        sys.stderr.write(f"kclpy lint: {error}\n")
        return 1
    several = [replace(one, explain=reporter.wants_advice) for one in found.programs]
    if words.fix:
        return _mend(several, found.mistakes, words)
    results = lint_all(several, _choice(words), _jobs(words))
    diagnostics = [*found.mistakes, *joined(results)]
    reporter.write(diagnostics, files_of(results))
    return int(bool(diagnostics))


def _mistake(words: argparse.Namespace) -> str | None:
    """Return what is wrong with the words, None if nothing is."""
    mistake = unknown_word([*split(words.select or ()), *split(words.ignore)])
    if mistake is not None:
        return mistake
    if words.fix and _STDIN in words.entries:
        return "--fix cannot change standard input"
    if words.unsafe_fixes and not words.fix:
        return "--unsafe-fixes goes with --fix"
    return None


def _choice(words: argparse.Namespace) -> Choice:
    select = None if words.select is None else split(words.select)
    return Choice(select, split(words.ignore))


def _jobs(words: argparse.Namespace) -> int:
    return words.jobs or os.cpu_count() or 1


def _mend(
    several: Sequence[Options], mistakes: Sequence[Diagnostic], words: argparse.Namespace
) -> int:
    """Write what fixes change, print the paths, and tell what is left."""
    mended = mend(several, _choice(words), words.unsafe_fixes, _jobs(words))
    try:
        write(mended.texts)
    except OSError as error:
        sys.stderr.write(f"kclpy lint: cannot write '{error.filename}': {error.strerror}\n")
        return 1
    for path in mended.texts:
        sys.stdout.write(f"{os.path.relpath(path)}\n")
    diagnostics = [*mistakes, *mended.diagnostics]
    Reporter(words).write(diagnostics, mended.files)
    return int(bool(diagnostics))


def _listed() -> str:
    """Return a line for each rule: its name, its group, whether it is on, what it is about."""
    lines = []
    for name, rule in all_rules().items():
        page = inspect.getdoc(rule.problem) or ""
        summary = " ".join(page.partition("\n\n")[0].split())
        state = "on" if rule.is_default else "off"
        fix = ("fix" if rule.is_fix_safe else "unsafe fix") if rule.has_fix else ""
        lines.append(f"{name:<25}{rule.group.value:<10}{state:<5}{fix:<12}{summary}\n")
    return "".join(lines)


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="kclpy lint",
        description="Tell what is wrong with programs, and what had better be otherwise. "
        "dir/... stands for all packages below a directory.",
        allow_abbrev=False,
    )
    add_entries(parser)
    add_inputs(parser)
    add = parser.add_argument
    add("--fix", action="store_true", help="mend what can be mended, and print what changes")
    add("--unsafe-fixes", action="store_true", help="with --fix: also if the output may change")
    add(
        "--select",
        action="append",
        metavar="RULES",
        help="the rules that count: names, groups, default, all (default: default)",
    )
    add("--ignore", action="append", default=[], metavar="RULES", help="rules that do not count")
    add("--list", action="store_true", help="list the rules")
    add("-j", "--jobs", type=int, metavar="N", help="use N processes (default: all processors)")
    add("-q", "--quiet", action="store_true", help="say nothing about packages")
    add_error_flags(parser)
    return parser
