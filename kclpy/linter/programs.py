"""Linting many programs at once, each with what belongs to it.

``dir/...`` stands for all packages below a directory. A package whose files are all part of
another program, as those of a base are part of its stacks, is no program of its own. What is
said about a file must hold in every program that the file is part of.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.driver.options import Options
from kclpy.driver.request import Request, RequestError, resolve_request
from kclpy.driver.workspace import TESTS, find_workspace
from kclpy.formatter.files import find_files
from kclpy.linter.selection import Choice
from kclpy.linter.session import Result, lint
from kclpy.source.vfs import Files

DEEP = "..."
_MANY = 8  # programs, for which it pays to start processes


class Found(NamedTuple):
    """The programs that a command line means, and settings or manifests that are wrong."""

    programs: list[Options]
    mistakes: list[Diagnostic]


def programs(request: Request) -> Found:
    """Return the programs that a command line means; raise `FilesError` for a wrong directory."""
    paths = request.options.paths
    deep = [path for path in paths if os.path.basename(path) == DEEP]
    files = find_files([_joined(request.options.workdir, path) for path in deep]) if deep else []
    directories = dict.fromkeys(
        os.path.dirname(file) or "." for file in files if not file.endswith(TESTS)
    )
    entries: list[tuple[str, ...]] = [(directory,) for directory in directories]
    others = tuple(path for path in paths if path not in deep)
    if others or not deep:
        entries.append(others)
    several: list[Options] = []
    mistakes = Diagnostics()
    for each in entries:
        options = replace(request.options, paths=each)
        try:
            several.append(resolve_request(replace(request, options=options))[0])
        except RequestError as error:
            mistakes.add(error.diagnostic)
    return Found(_without_parts(several), list(mistakes))


def _joined(workdir: str, path: str) -> str:
    return os.path.normpath(os.path.join(workdir, path))


def _without_parts(several: Sequence[Options]) -> list[Options]:
    """Return the programs but for those whose files are all part of a larger one."""
    files = [_files(options) for options in several]
    largest: dict[str, int] = {}
    for own in files:
        for path in own:
            largest[path] = max(largest.get(path, 0), len(own))
    return [
        options
        for options, own in zip(several, files, strict=True)
        if not own or len(own) >= min(largest[path] for path in own)
    ]


def _files(options: Options) -> frozenset[str]:
    """Return the files of the main package; none if that cannot be told."""
    workspace = find_workspace(options, Files(options.texts), Diagnostics())
    return frozenset(entry.path for entry in workspace.entries) if workspace else frozenset()


def lint_all(several: Sequence[Options], choice: Choice, jobs: int) -> list[Result]:
    """Return what is found in each program; many of them are looked at in ``jobs`` processes."""
    one = partial(lint, choice=choice)
    jobs = min(jobs, len(several) // _MANY + 1)
    if jobs < 2:
        return [one(options) for options in several]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(one, several, chunksize=_MANY // 2))


def joined(results: Sequence[Result]) -> list[Diagnostic]:
    """Return the diagnostics of all programs, each once.

    A warning about a file counts if all programs that the file is a part of give it.
    """
    if len(results) == 1:
        return list(results[0].diagnostics)
    looked = Counter(path for one in results if not one.has_errors for path in one.files)
    said = Counter(
        key
        for result in results
        if not result.has_errors
        for key in {one.identity for one in result.diagnostics}
    )
    told: dict[tuple[str, str, str, int], Diagnostic] = {}
    for result in results:
        for diagnostic in result.diagnostics:
            key = diagnostic.identity
            is_error = diagnostic.problem.level == "error" or result.has_errors
            if is_error or said[key] >= looked[key[2]]:
                told.setdefault(key, diagnostic)
    return list(told.values())


def files_of(results: Iterable[Result]) -> list[str]:
    """Return the files that were looked at, each once."""
    return list(dict.fromkeys(path for result in results for path in result.files))
