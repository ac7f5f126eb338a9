"""``kclpy compile``: evaluate a program and print what it configures (reference, 07 section 2)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

from kclpy import api
from kclpy.cli.arguments import (
    add_entries,
    add_inputs,
    parse_arguments,
    request_of,
    split,
)
from kclpy.cli.errors import Reporter, add_error_flags
from kclpy.cli.formats import NAMES, FormatError, to_text
from kclpy.driver.conditions import run_conditions
from kclpy.driver.request import Request, RequestError, resolve_request
from kclpy.plan.output import Output
from kclpy.source.writing import write_atomically


def run(argv: Sequence[str]) -> int:
    """Compile what ``argv`` asks for and return the exit status."""
    words = parse_arguments(command_line(), argv)
    format_name = words.format.lower()
    if format_name not in NAMES:
        sys.stderr.write(f"invalid output format, expected {_listed()}, got {words.format}\n")
        return 1
    reporter = Reporter(words)
    try:
        options, output = resolve_request(_request(words))
    except RequestError as error:
        reporter.write([error.diagnostic])
        return 1
    result = api.run(replace(options, explain=reporter.wants_advice))
    sys.stdout.write(result.log)
    reporter.write(result.diagnostics, result.files)
    if result.output is None:
        return 1
    return _deliver(result.output, format_name, output)


def _deliver(result: Output, format_name: str, path: str | None) -> int:
    """Write the result to a file or to standard output."""
    try:
        with run_conditions():
            text = to_text(result, format_name)
    except FormatError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if path is not None:
        return _write(path, text)
    sys.stdout.write(text)
    return 0


def _listed() -> str:
    return f"[{' '.join(NAMES)}]"


def _request(words: argparse.Namespace) -> Request:
    """Return the program that is asked for, and how its result is to look."""
    request = request_of(words, words.entries)
    options = replace(
        request.options,
        selectors=split(words.path_selector),
        disable_none=words.disable_none,
        sort_keys=words.sort_keys,
        show_hidden=words.show_hidden,
    )
    return replace(request, options=options, output=words.output)


def _write(path: str, text: str) -> int:
    try:
        write_atomically(path, text, mode=0o744)
    except OSError as error:
        sys.stderr.write(f"cannot write '{path}': {error.strerror}\n")
        return 1
    return 0


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="kclpy compile",
        description="Evaluate a program and print what it configures.",
        allow_abbrev=False,
    )
    add_entries(parser)
    add_inputs(parser)
    _add_outputs(parser)
    add_error_flags(parser)
    return parser


def _add_outputs(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "-S",
        "--path_selector",
        "--path-selector",
        action="append",
        default=[],
        metavar="PATH",
        help="print only what is there",
    )
    add("-o", "--output", metavar="FILE", help="write the result to a file")
    add("--format", default="yaml", metavar="NAME", help="yaml, json, toml or xml")
    add("-n", "--disable_none", "--disable-none", action="store_true", help="leave out None")
    add("-k", "--sort_keys", "--sort-keys", action="store_true", help="sort the keys")
    add(
        "-H",
        "--show_hidden",
        "--show-hidden",
        action="store_true",
        help="print names that start with _",
    )
    add("-q", "--quiet", action="store_true", help="say nothing about packages")
