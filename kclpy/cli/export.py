"""``kclpy export``: write the schemas of a program in another language."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace

from kclpy.cli.arguments import add_entries, add_inputs, parse_arguments, request_of
from kclpy.cli.errors import Reporter, add_error_flags
from kclpy.diagnostics.error import KclError
from kclpy.driver.live import checked_pipeline
from kclpy.driver.request import Request, RequestError
from kclpy.exporters.formats import FORMATS
from kclpy.exporters.model import Catalog
from kclpy.exporters.reader import UnknownSchema, read_catalog
from kclpy.source.writing import write_atomically


def run(argv: Sequence[str]) -> int:
    """Export what ``argv`` asks for and return the exit status."""
    words = parse_arguments(command_line(), argv)
    reporter = Reporter(words)
    try:
        request = request_of(words, words.entries)
        options = replace(request.options, explain=reporter.wants_advice)
        catalog = _catalog(replace(request, options=options), words)
    except KclError as error:
        reporter.write(error.diagnostics)
        return 1
    except RequestError as error:
        reporter.write([error.diagnostic])
        return 1
    except UnknownSchema as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not catalog.roots:
        sys.stderr.write(f"there is no schema in {catalog.source}\n")
        return 1
    reporter.write(())
    form = FORMATS[words.format]
    text = form.write(catalog)
    if words.output is None:
        sys.stdout.write(text)
        return 0
    return _write(_target(words.output, catalog.source, form.suffix), text)


def _catalog(request: Request, words: argparse.Namespace) -> Catalog:
    """Return the schemas that the command line asks for."""
    pipeline = checked_pipeline(request)
    return read_catalog(pipeline.program, pipeline.types, words.schema, _source(words.entries))


def _write(path: str, text: str) -> int:
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        write_atomically(path, text)
    except OSError as error:
        sys.stderr.write(f"cannot write '{path}': {error.strerror}\n")
        return 1
    return 0


def _source(entries: Sequence[str]) -> str:
    """Return what a reader is told about where the schemas come from."""
    names = [entry.removesuffix(os.sep) for entry in entries] or ["."]
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
    add("--format", required=True, choices=list(FORMATS), help="the language to write")
    add("-o", "--output", metavar="FILE", help="write to a file, or to one in a directory")
    add(
        "--schema",
        action="append",
        default=[],
        metavar="NAME",
        help="write this schema and what it refers to; may be given several times",
    )
    add_entries(parser)
    add_inputs(parser)
    add_error_flags(parser)
    return parser
