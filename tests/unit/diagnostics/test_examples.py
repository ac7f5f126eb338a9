"""The example in the manual page of a problem provokes it.

A second example is the file of the package ``p`` that the first one imports.
"""

from __future__ import annotations

import pkgutil
from pathlib import Path

import pytest

from kclpy import api, diagnostics
from kclpy.diagnostics import Problem
from kclpy.diagnostics.catalogue import TOPICS, examples, problems
from kclpy.driver.findings import find
from kclpy.driver.options import Options

# A base of others, tabs that no page shows, a plugin, the command line, and the end of memory.
WITHOUT_EXAMPLE = (
    "InvalidSyntax",
    "MixedIndentation",
    "UnknownPluginFunction",
    "ConflictingOutputs",
    "SelectorNotFound",
    "OutputTooDeep",
    "OutOfMemory",
)

PROBLEMS = [problem for topic in TOPICS for problem in problems(topic)]


def test_every_module_with_problems_is_a_topic() -> None:
    names = {info.name for info in pkgutil.iter_modules(diagnostics.__path__)}
    for name in names - set(TOPICS) - {"problem"}:
        assert problems(name) == []


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.__name__)
def test_has_a_page(problem: type[Problem]) -> None:
    assert problem.__doc__ and not problem.__doc__.startswith(f"{problem.__name__}(")
    without = (".load", ".manifests", ".plugins", ".settings", ".vet")  # more than a program
    if problem.__module__.endswith(without) or problem.__name__ in WITHOUT_EXAMPLE:
        return
    assert examples(problem)


@pytest.mark.parametrize(
    "problem", [p for p in PROBLEMS if examples(p)], ids=lambda problem: problem.__name__
)
def test_example_provokes_it(problem: type[Problem], tmp_path: Path) -> None:
    (tmp_path / "kcl.mod").touch()
    program, *package = examples(problem)
    (tmp_path / "main.k").write_text(program, "utf-8")
    if package:
        (tmp_path / "p").mkdir()
        (tmp_path / "p" / "p.k").write_text(package[0], "utf-8")
    # What is looked at with strict ranges alone is provoked by the second run.
    runs = [api.compile([tmp_path / "main.k"], strict_range=strict) for strict in (False, True)]
    found = [one for run in runs for one in run.diagnostics]
    found += find(Options(paths=("main.k",), workdir=str(tmp_path)))
    assert problem in {type(diagnostic.problem) for diagnostic in found}
