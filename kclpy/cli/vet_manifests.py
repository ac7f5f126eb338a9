"""``kclpy vet`` with ``--kubernetes`` or ``--policy``: manifests are validated."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kclpy.cli.arguments import add_definitions, request_of
from kclpy.cli.errors import Reporter
from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.error import KclError
from kclpy.driver.options import Options
from kclpy.driver.request import RequestError, resolve_request
from kclpy.vet.documents import DataError, Document, format_of
from kclpy.vet.inputs import STDIN, find_files, load
from kclpy.vet.kubernetes.definitions import read_definitions
from kclpy.vet.kubernetes.manifests import Manifest, manifests_in
from kclpy.vet.kubernetes.releases import load_release
from kclpy.vet.kubernetes.session import KubernetesValidator
from kclpy.vet.policies.session import Policies
from kclpy.vet.report import to_json
from kclpy.vet.sources import Sources, find_sources, render

# What ends with an exit status of 1, from bad to harmless.
_LEVELS: Final = {"error": ("error",), "warning": ("error", "warning")}
_DEFAULT: Final = "yaml"


def add_manifest_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags that concern manifests."""
    add = parser.add_argument
    add(
        "--kubernetes",
        metavar="VERSION",
        help="all paths are manifests, or programs that render them; hold them to this release",
    )
    add_definitions(parser)
    add(
        "--policy",
        action="append",
        default=[],
        metavar="PATH",
        help="all paths are manifests; run the rules of this KCL file or directory over them",
    )
    add(
        "--fail-on",
        choices=tuple(_LEVELS),
        default="error",
        help="what is bad enough for the exit status 1 (default: error)",
    )


def vet_manifests(words: argparse.Namespace) -> int:
    """Validate the manifests that the words name, and return the exit status."""
    if not words.paths:
        sys.stderr.write("kclpy vet: manifests are needed, or programs that render them\n")
        return 2
    sources = Sources()
    try:
        sources = find_sources(words.paths)
        findings = list(dict.fromkeys(_findings(sources, words)))
    except (DataError, RequestError) as error:
        findings = [error.diagnostic]
    except KclError as error:
        findings = list(error.diagnostics)
    is_success = not any(one.problem.level in _LEVELS[words.fail_on] for one in findings)
    if words.output == "json":
        sys.stdout.write(to_json(findings, is_success))
    else:
        sys.stdout.write("Validate success!\n" if is_success else "")
        Reporter(words).write(findings, sources.files)
    return int(not is_success)


def _findings(sources: Sources, words: argparse.Namespace) -> Iterator[Diagnostic]:
    """Yield what is wrong; what cannot be read or rendered is one of the findings.

    Policies and definitions are read first, because mistakes in them end everything.
    """
    validator, mistakes = None, list[Diagnostic]()
    if words.kubernetes is not None:
        validator, mistakes = _validator(words)
    policies = [Policies(_options([path], words)) for path in words.policy]
    yield from mistakes
    for document in _documents(sources, words):
        if isinstance(document, Diagnostic):
            yield document
            continue
        for manifest in manifests_in([document]):
            if validator is not None:
                yield from validator.validate([manifest])
            yield from _judged(manifest, policies)


def _judged(manifest: Manifest, policies: Sequence[Policies]) -> Iterator[Diagnostic]:
    for one in policies:
        yield from one.judge(manifest)


def _validator(words: argparse.Namespace) -> tuple[KubernetesValidator, list[Diagnostic]]:
    """Return what validates, and the mistakes in definitions."""
    release = load_release(words.kubernetes)
    read = [(path, _read_all(find_files([path]))) for path in words.crd]
    definitions = read_definitions(read, release)
    validator = KubernetesValidator(release, definitions, words.ignore_missing_schemas)
    return validator, definitions.mistakes


def _read_all(files: Iterable[str]) -> list[Document]:
    return [one for file in files for one in load(file, format_of(file) or _DEFAULT)]


def _documents(sources: Sources, words: argparse.Namespace) -> Iterator[Document | Diagnostic]:
    """Yield all documents, and what is wrong with a source that has none."""
    for path in sources.files:
        try:
            text = sys.stdin.read() if path == STDIN else None
            yield from load(path, words.format or format_of(path) or _DEFAULT, text)
        except DataError as error:
            yield error.diagnostic
    for entries in sources.programs:
        try:
            yield from render(_options(entries, words), entries[0])
        except (DataError, RequestError) as error:
            yield error.diagnostic
        except KclError as error:
            yield from error.diagnostics


def _options(entries: Sequence[str], words: argparse.Namespace) -> Options:
    options, _ = resolve_request(request_of(words, entries))
    return options
