"""``kclpy export``: write the schemas of a program in another language."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from kclpy.cli.files import write_file
from kclpy.diagnostics.error import KclError
from kclpy.diagnostics.render import render
from kclpy.driver.live import checked_pipeline
from kclpy.driver.options import Options
from kclpy.driver.request import Request
from kclpy.exporters.formats import FORMATS
from kclpy.exporters.reader import UnknownSchema, read_catalog


def run(argv: Sequence[str]) -> int:
    """Export what ``argv`` asks for and return the exit status."""
    words = command_line().parse_intermixed_args(argv)
    request = Request(Options(paths=tuple(words.entries)), externals=tuple(words.external))
    try:
        pipeline = checked_pipeline(request)
        source = _source(words.entries, pipeline.workspace.root)
        catalog = read_catalog(pipeline.program, pipeline.types, words.schema, source)
    except KclError as error:
        is_coloured = sys.stderr.isatty() and "NO_COLOR" not in os.environ
        sys.stderr.write(render(error.diagnostics, is_coloured).rstrip("\n") + "\n")
        return 1
    except UnknownSchema as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not catalog.roots:
        sys.stderr.write(f"there is no schema in {source}\n")
        return 1
    format_ = FORMATS[words.format]
    text = format_.write(catalog)
    if words.output is None:
        sys.stdout.write(text)
        return 0
    return write_file(_target(words.output, source, format_.suffix), text)


def _source(entries: Sequence[str], root: str) -> str:
    """Return what a reader is told about where the schemas come from."""
    names = [entry.removesuffix(os.sep) for entry in entries] or [root]
    return ", ".join(os.path.basename(os.path.abspath(name)) for name in names)


def _target(output: str, source: str, suffix: str) -> str:
    """Return the file to write; in a directory it is named for the first entry."""
    if not os.path.isdir(output) and not output.endswith(("/", os.sep)):
        return output
    return os.path.join(output, source.partition(", ")[0].removesuffix(".k") + suffix)


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="kclpy export",
        description="Write the schemas of a program in another language.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("entries", nargs="*", metavar="ENTRY", help="a file, a directory or a pattern")
    add("--format", required=True, choices=list(FORMATS), help="the language to write")
    add("-o", "--output", metavar="FILE", help="write to a file, or to one in a directory")
    add(
        "--schema",
        action="append",
        default=[],
        metavar="NAME",
        help="write this schema and what it refers to; may be given several times",
    )
    add(
        "-E",
        "--external",
        action="append",
        default=[],
        metavar="NAME=PATH",
        help="where a package is found",
    )
    return parser
