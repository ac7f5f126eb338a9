"""Cases of the linter: what is expected stands in the line, ``# error: [rule-name]``.

The comment is taken out before a case is linted, so that a fix sees the program alone. All
rules that have cases are on; a folder of cases is named after the rule it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kclpy.diagnostics import Diagnostic
from kclpy.driver.options import Options
from tests.cases import Case, find_cases

FIXED = ".fixed.k"
_ALONE = "/nowhere"

_EXPECTATION = re.compile(r"[ \t]*# error: \[([^\]\n]*)\]")

Found = list[tuple[str, int, str]]  # file, line, rule


def lint_cases(directory: Path) -> Iterator[Case]:
    """Yield the cases below ``directory``; what fixes make of them is none."""
    for case in find_cases(directory):
        if not case.name.endswith(FIXED.removesuffix(".k")):
            yield case


def rule_of(case: Case) -> str:
    """Return the rule that a case is about."""
    return case.name.partition("/")[0]


def options_of(case: Case) -> Options:
    """Return the options of a case, with its files as they are without expectations.

    A case of one file is alone in a directory: files beside it would be of its package.
    """
    texts = {_path(case, path): program(path.read_text("utf-8")) for path in _sources(case)}
    if case.home == case.stem:
        return replace(case.options, texts=texts)
    return replace(case.options, paths=tuple(texts), workdir=_ALONE, texts=texts)


def alone(case: Case) -> Options:
    """Return the options of a case of one file as if no other case stood beside it."""
    if case.home == case.stem or case.arguments:
        return case.options
    return options_of(case)


def _path(case: Case, path: Path) -> str:
    return str(path) if case.home == case.stem else f"{_ALONE}/{path.name}"


def program(text: str) -> str:
    """Return a text without what is expected of it."""
    return _EXPECTATION.sub("", text)


def expected(case: Case) -> Found:
    """Return what is to be found in the files of a case."""
    return sorted(
        (path.name, number, name.strip())
        for path in _sources(case)
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        for match in _EXPECTATION.finditer(line)
        for name in match[1].split(",")
    )


def found(diagnostics: list[Diagnostic]) -> Found:
    """Return where warnings stand, and which; a program of a case has no other mistakes."""
    listed: Found = []
    for diagnostic in diagnostics:
        assert diagnostic.problem.level == "warning", diagnostic.message
        span = diagnostic.labels[0].span
        line, _ = span.file.position(span.start)
        listed.append((Path(span.file.path).name, line, diagnostic.problem.id()))
    return sorted(listed)


def fixed_texts(case: Case) -> Mapping[str, Path]:
    """Return the files that hold what fixes make of the files of a case, by its path."""
    return {_path(case, path): path.with_name(path.stem + FIXED) for path in _sources(case)}


def _sources(case: Case) -> list[Path]:
    """Return the files of a case that may hold expectations."""
    if case.home != case.stem:
        return [case.beside(".k")]
    return sorted(path for path in case.home.rglob("*.k") if not path.name.endswith(FIXED))
