"""``kclpy doc``: document schemas, and try the examples in docstrings (reference, 07 section 8)."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kclpy.cli.arguments import add_inputs, parse_arguments, request_of
from kclpy.cli.errors import Reporter, add_error_flags
from kclpy.diagnostics.error import KclError
from kclpy.docgen import FORMATS, DocError, Library, generate, load_library
from kclpy.docgen.examples import check_examples
from kclpy.docgen.folder import write_folder
from kclpy.docgen.formats import ALIASES
from kclpy.driver.request import Request, RequestError

_FOLDER = "docs"
_COMMANDS = {"generate": "generate", "gen": "generate", "g": "generate", "check": "check"}


def run(argv: Sequence[str]) -> int:
    """Do what ``argv`` asks for and return the exit status."""
    words = parse_arguments(command_line(), argv)
    action: Callable[[argparse.Namespace, Reporter], int] = (
        _generate if _COMMANDS[words.action] == "generate" else _check
    )
    reporter = Reporter(words)
    try:
        return action(words, reporter)
    except KclError as error:
        reporter.write(error.diagnostics)
    except RequestError as error:
        reporter.write([error.diagnostic])
    except DocError as error:
        sys.stderr.write(f"kclpy doc: {error}\n")
    return 1


def _generate(words: argparse.Namespace, reporter: Reporter) -> int:
    request = _request(words, reporter)
    library = load_library(words.file_path, request, words.ignore_deprecated)
    status = _examples(library, request, reporter) if words.check_examples else 0
    if status:
        return status
    files = generate(
        library, words.format, escape_html=words.escape_html, template=words.template or ""
    )
    family = "template" if words.template else ALIASES.get(words.format, words.format)
    if not words.check_examples:
        reporter.write(())
    return _write(words, files, family)


def _write(words: argparse.Namespace, files: Mapping[str, str], family: str) -> int:
    directory = os.path.join(words.target, _FOLDER)
    try:
        write_folder(directory, files, family, is_forced=words.force)
    except OSError as error:
        path = error.filename or directory
        sys.stderr.write(f"cannot write '{path}': {error.strerror}\n")
        return 1
    print(f"doc generate complete and check generated docs in {os.path.abspath(directory)}")
    return 0


def _check(words: argparse.Namespace, reporter: Reporter) -> int:
    request = _request(words, reporter)
    return _examples(load_library(words.file_path, request), request, reporter, is_loud=True)


def _examples(library: Library, request: Request, reporter: Reporter, is_loud: bool = False) -> int:
    """Try the examples, report what is wrong and return the exit status."""
    count, found = check_examples(library, request)
    reporter.write(found)
    if found:
        return 1
    if is_loud:
        print(f"{count} example{'' if count == 1 else 's'} checked")
    return 0


def _request(words: argparse.Namespace, reporter: Reporter) -> Request:
    request = request_of(words, ())
    options = replace(request.options, explain=reporter.wants_advice)
    return replace(request, options=options)


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="kclpy doc",
        description="Document the schemas of a package and of all packages below it.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "action",
        choices=list(_COMMANDS),
        metavar="ACTION",
        help="generate (gen, g) writes documentation, check tries the examples in docstrings",
    )
    add(
        "--file-path",
        "--file_path",
        default=".",
        metavar="PATH",
        help="the package, a directory, or one file (default: here)",
    )
    add("--target", default=".", metavar="DIR", help="write into DIR/docs (default: here)")
    add(
        "--format",
        default="markdown",
        choices=[*FORMATS, *ALIASES],
        metavar="NAME",
        help=f"what to write: {', '.join(FORMATS)} (default: markdown)",
    )
    add("--template", metavar="DIR", help="fill in the templates in DIR instead")
    add(
        "--ignore-deprecated",
        "--ignore_deprecated",
        action="store_true",
        help="leave out schemas and attributes that are deprecated",
    )
    add(
        "--escape-html",
        "--escape_html",
        action="store_true",
        help="let Markdown show HTML in docstrings as it is written; HTML always does",
    )
    add("--check-examples", action="store_true", help="try the examples first")
    add("--force", action="store_true", help="replace files that were written by others")
    add_inputs(parser)
    add_error_flags(parser)
    return parser
