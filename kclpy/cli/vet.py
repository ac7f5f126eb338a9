"""``kclpy vet``: validate data against a schema (reference, 07 section 3).

With ``--kubernetes`` or ``--policy`` the data are manifests, see `vet_manifests`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kclpy.cli.arguments import add_inputs, parse_arguments, request_of
from kclpy.cli.errors import Reporter, add_error_flags
from kclpy.cli.vet_manifests import add_manifest_flags, vet_manifests
from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.error import KclError
from kclpy.driver.options import Options
from kclpy.driver.request import RequestError, resolve_request
from kclpy.driver.workspace import MANIFEST, TESTS
from kclpy.packages.configuration import ConfigurationError
from kclpy.source import Span
from kclpy.vet.documents import FORMATS, DataError, Document
from kclpy.vet.inputs import STDIN, find_files, load
from kclpy.vet.project import data_files, find_rules, parted
from kclpy.vet.report import to_json
from kclpy.vet.session import Validator


def run(argv: Sequence[str]) -> int:
    """Validate what ``argv`` asks for and return the exit status.

    0 if all data are valid, 1 if not, 2 if the words make no sense.
    """
    words = parse_arguments(command_line(), argv)
    if words.kubernetes is not None or words.policy:
        return vet_manifests(words)
    if words.crd:
        sys.stderr.write("kclpy vet: --crd goes with --kubernetes\n")
        return 2
    try:
        work, idle = _work(words)
        if not work and not idle:
            sys.stderr.write("kclpy vet: data and a file with a schema are needed\n")
            return 2
        files = [path for one in work for path in one.files]
        findings = [*idle, *(found for one in work for found in _findings(one, words))]
        is_success = bool(work) and all(one.problem.level != "error" for one in findings)
    except (DataError, ConfigurationError) as error:
        files, findings, is_success = [], [error.diagnostic], False
    except (KclError, RequestError) as error:
        files, findings, is_success = [], _diagnostics(error), False
    if words.output == "json":
        sys.stdout.write(to_json(findings, is_success))
    else:
        sys.stdout.write("Validate success!\n" if is_success else "")
        Reporter(words).write(findings, files)
    return int(not is_success)


class _Work(NamedTuple):
    """Data files, and the schema in ``code`` that they are held to.

    ``place`` is where the project says so.
    """

    files: list[str]
    code: str
    schema: str | None
    place: Span | None = None


def _work(words: argparse.Namespace) -> tuple[list[_Work], list[Diagnostic]]:
    """Return what is to be validated: what ``words`` name, or else what the project does.

    With it comes what is to be said of patterns in the project that are of no use.
    """
    if len(words.paths) > 1:
        *data, code = words.paths
        return [_Work(find_files(data), code, words.schema)], []
    rules = None if words.paths else find_rules(os.getcwd())
    if rules is None:
        return [], []
    paths = data_files(rules.home)
    found: dict[tuple[str, str], list[str]] = {}
    places: dict[tuple[str, str], Span] = {}
    for path, rule in rules.held(paths):
        package, schema = parted(rule.named)
        key = (rules.place(package), schema)
        found.setdefault(key, []).append(os.path.relpath(path))
        places.setdefault(key, rules.span(rule.pattern))
    works = [_Work(files, key[0], key[1], places[key]) for key, files in found.items()]
    return works, [rules.at(pattern, problem) for pattern, problem in rules.idle(paths)]


def _diagnostics(error: KclError | RequestError) -> list[Diagnostic]:
    return list(error.diagnostics) if isinstance(error, KclError) else [error.diagnostic]


def _findings(work: _Work, words: argparse.Namespace) -> Iterator[Diagnostic]:
    """Yield what is wrong with the data; a file that cannot be read is one of the findings.

    What is wrong with the schema that the project names is another one, where it names it.
    """
    try:
        validator = Validator(_options(work.code, words), work.schema, words.attribute_name)
    except (KclError, RequestError) as error:
        if work.place is None:
            raise
        for one in _diagnostics(error):
            label = Label(work.place, one.problem.message)
            yield one if one.labels else replace(one, labels=(label,))
        return
    documents: list[Document] = []
    for path in work.files:
        try:
            text = sys.stdin.read() if path == STDIN else None
            documents += load(path, words.format, text)
        except DataError as error:
            yield error.diagnostic
    yield from validator.validate(documents)


def _options(code: str, words: argparse.Namespace) -> Options:
    """Return the options of the program; in a package it has the files beside it, too."""
    request = request_of(words, [code])
    options, _ = resolve_request(request)
    directory = os.path.dirname(os.path.abspath(code))
    if os.path.isfile(code) and os.path.isfile(os.path.join(directory, MANIFEST)):
        beside = [name for name in sorted(os.listdir(directory)) if name.endswith(".k")]
        own = os.path.basename(code)
        others = [name for name in beside if name != own and not name.endswith(TESTS)]
        options = replace(
            options, paths=tuple(os.path.join(directory, name) for name in (*others, own))
        )
    return options


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments."""
    parser = argparse.ArgumentParser(
        prog="kclpy vet",
        description="Validate all documents of data files against a schema, or manifests against "
        "those of Kubernetes and against policies.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "paths",
        nargs="*",
        metavar="DATA... CODE",
        help="files, directories or patterns of JSON, YAML or TOML, - for stdin; then a KCL file; "
        "by default what [vet] in kcl.mod names",
    )
    add("-s", "--schema", metavar="NAME", help="the schema; by default the first of the file")
    add(
        "-a",
        "--attribute_name",
        "--attribute-name",
        default="value",
        metavar="NAME",
        help="the name that the data have in the program (default: value)",
    )
    add(
        "--format",
        choices=FORMATS,
        help="the format of the data; by default what the name of each file tells, or json",
    )
    add("--output", choices=("text", "json"), default="text", help="how the result is written")
    add_manifest_flags(parser)
    add_inputs(parser)
    add_error_flags(parser)
    return parser
