"""``kclpy compile``: evaluate a program and print what it configures (reference, 07 section 2)."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence

from kclpy import api
from kclpy.cli.formats import NAMES, FormatError, to_text
from kclpy.diagnostics.load import UnreadableFile
from kclpy.diagnostics.render import render
from kclpy.driver.options import Options
from kclpy.driver.pipeline import run_conditions
from kclpy.driver.request import Request, RequestError, resolve_request
from kclpy.plan.output import Output

_STDIN = "stdin.k"


def run(argv: Sequence[str]) -> int:
    """Compile what ``argv`` asks for and return the exit status."""
    words = command_line().parse_intermixed_args(_spread(argv))
    format_name = words.format.lower()
    if format_name not in NAMES:
        sys.stderr.write(f"invalid output format, expected {_listed()}, got {words.format}\n")
        return 1
    try:
        options, output = resolve_request(_request(words))
    except RequestError as error:
        sys.stderr.write(f"{error.problem.message}\n")
        return 1
    result = api.run(options)
    sys.stdout.write(result.log)
    if result.output is None:
        is_coloured = not words.no_style and _is_terminal()
        sys.stderr.write(render(result.diagnostics, is_coloured).rstrip("\n") + "\n")
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


def _is_terminal() -> bool:
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ


def _request(words: argparse.Namespace) -> Request:
    """Return what the command line asks for; standard input becomes a file in memory."""
    texts = {}
    entries = list(words.entries)
    if "-" in entries:
        texts[_STDIN] = _standard_input()
        entries = [_STDIN if entry == "-" else entry for entry in entries]
    options = Options(
        paths=tuple(entries),
        selectors=_split(words.path_selector),
        overrides=tuple(words.overrides),
        texts=texts,
        disable_none=words.disable_none,
        sort_keys=words.sort_keys,
        show_hidden=words.show_hidden,
        strict_range=words.strict_range_check,
        debug=words.debug,
    )
    return Request(
        options=options,
        arguments=tuple(words.argument),
        externals=_split(words.external),
        settings=_split(words.setting),
        output=words.output,
        is_vendored=words.vendor,
    )


def _standard_input() -> str:
    try:
        return sys.stdin.read()
    except UnicodeDecodeError:
        problem = UnreadableFile(_STDIN, "stream did not contain valid UTF-8")
        raise RequestError(problem) from None


def _split(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for word in words for part in word.split(",") if part)


def _spread(argv: Sequence[str]) -> list[str]:
    """Write ``-D a=1 b=2`` as ``-D a=1 -D b=2``; a word that names a file is an entry."""
    spread: list[str] = []
    follows = False
    for word in argv:
        is_flag = word in ("-D", "--argument")
        if follows and "=" in word and not word.startswith("-") and not os.path.exists(word):
            if spread[-1] not in ("-D", "--argument"):
                spread.append("-D")
        else:
            follows = is_flag or (follows and spread[-1:] in (["-D"], ["--argument"]))
        spread.append(word)
    return spread


def _write(path: str, text: str) -> int:
    """Replace the file at ``path`` in one step, so that nobody reads half of it."""
    directory = os.path.dirname(os.path.abspath(path))
    try:
        handle, temporary = tempfile.mkstemp(dir=directory, prefix=".kclpy-")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, 0o744)
        os.replace(temporary, path)
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
    parser.add_argument(
        "entries", nargs="*", metavar="ENTRY", help="a file, a directory, a pattern, or - for stdin"
    )
    _add_inputs(parser)
    _add_outputs(parser)
    return parser


def _add_inputs(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "-D",
        "--argument",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="set what option() returns",
    )
    add(
        "-O",
        "--overrides",
        action="append",
        default=[],
        metavar="SPEC",
        help="change the program: a.b=1, a.b-",
    )
    add(
        "-Y",
        "--setting",
        action="append",
        default=[],
        metavar="FILE",
        help="read settings from a file",
    )
    add(
        "-E",
        "--external",
        action="append",
        default=[],
        metavar="NAME=PATH",
        help="where a package is found",
    )
    add(
        "-r",
        "--strict_range_check",
        "--strict-range-check",
        action="store_true",
        help="refuse integers beyond 32 bits",
    )
    add("-V", "--vendor", action="store_true", help="look for packages in the vendor directory")
    add("-d", "--debug", action="store_true", help="tell more about a failure")


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
    add("--no_style", "--no-style", action="store_true", help="do not use colours")
    add("-q", "--quiet", action="store_true", help="say nothing about packages")
