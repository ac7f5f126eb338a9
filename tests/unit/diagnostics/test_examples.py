"""The example in the manual page of a problem provokes it.

A second example is the file of the package ``p`` that the first one imports.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kclpy import api, diagnostics
from kclpy.diagnostics import Problem

# The first is the base of others; the second needs tabs, which no page shows; the third a plugin.
WITHOUT_EXAMPLE = ("InvalidSyntax", "MixedIndentation", "UnknownPluginFunction")


def _declared() -> Iterator[type[Problem]]:
    for info in pkgutil.iter_modules(diagnostics.__path__):
        module = importlib.import_module(f"kclpy.diagnostics.{info.name}")
        for value in vars(module).values():
            if inspect.isclass(value) and issubclass(value, Problem) and value is not Problem:
                if value.__module__ == module.__name__:
                    yield value


def _examples(problem: type[Problem]) -> list[str]:
    return re.findall(r"```kcl\n(.*?)```", inspect.getdoc(problem) or "", re.DOTALL)


PROBLEMS = list(_declared())


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.__name__)
def test_has_a_page(problem: type[Problem]) -> None:
    assert problem.__doc__ and not problem.__doc__.startswith(f"{problem.__name__}(")
    if problem.__module__.endswith((".load", ".plugins")) or problem.__name__ in WITHOUT_EXAMPLE:
        return
    assert _examples(problem)


@pytest.mark.parametrize(
    "problem", [p for p in PROBLEMS if _examples(p)], ids=lambda problem: problem.__name__
)
def test_example_provokes_it(problem: type[Problem], tmp_path: Path) -> None:
    (tmp_path / "kcl.mod").touch()
    program, *package = _examples(problem)
    (tmp_path / "main.k").write_text(program, "utf-8")
    if package:
        (tmp_path / "p").mkdir()
        (tmp_path / "p" / "p.k").write_text(package[0], "utf-8")
    found = api.compile([tmp_path / "main.k"]).diagnostics
    assert problem in {type(diagnostic.problem) for diagnostic in found}
