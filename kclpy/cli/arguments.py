"""The arguments that say which program is meant; all commands that load programs take them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from kclpy.diagnostics.load import UnreadableFile
from kclpy.driver.options import Options
from kclpy.driver.request import Request, RequestError

_STDIN = "stdin.k"


def add_entries(parser: argparse.ArgumentParser) -> None:
    """Let ``parser`` take the entries of a program."""
    parser.add_argument(
        "entries", nargs="*", metavar="ENTRY", help="a file, a directory, a pattern, or - for stdin"
    )


def add_definitions(parser: argparse.ArgumentParser) -> None:
    """Let ``parser`` take the definitions of custom resources that manifests are held to."""
    add = parser.add_argument
    add(
        "--crd",
        action="append",
        default=[],
        metavar="PATH",
        help="a file or a directory with definitions of custom resources",
    )
    add(
        "--ignore-missing-schemas",
        action="store_true",
        help="pass over custom resources without a definition",
    )


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """Let ``parser`` take what a program is given besides its entries."""
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
    add(
        "--allow_plugin",
        "--allow-plugin",
        action="append",
        default=[],
        metavar="NAME[=NEEDS]",
        help="let a plugin run; with =files,network also what it needs",
    )
    add("-d", "--debug", action="store_true", help="tell more about a failure")


def parse_arguments(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    """Return what ``argv`` says; ``-D`` takes all pairs that follow it."""
    return parser.parse_intermixed_args(_spread(argv))


def request_of(words: argparse.Namespace, entries: Sequence[str]) -> Request:
    """Return the program that the command line asks for; standard input becomes a file in memory.

    Raises `RequestError` if that is no text.
    """
    texts = {}
    if "-" in entries:
        texts[_STDIN] = _standard_input()
        entries = [_STDIN if entry == "-" else entry for entry in entries]
    options = Options(
        paths=tuple(entries),
        overrides=tuple(words.overrides),
        texts=texts,
        strict_range=words.strict_range_check,
        debug=words.debug,
    )
    return Request(
        options=options,
        arguments=tuple(words.argument),
        externals=split(words.external),
        settings=split(words.setting),
        is_vendored=words.vendor,
        allowed_plugins=tuple(words.allow_plugin),
    )


def split(words: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of words that are lists with commas."""
    return tuple(part for word in words for part in word.split(",") if part)


def _standard_input() -> str:
    try:
        return sys.stdin.read()
    except UnicodeDecodeError:
        problem = UnreadableFile(_STDIN, "stream did not contain valid UTF-8")
        raise RequestError(problem) from None


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
