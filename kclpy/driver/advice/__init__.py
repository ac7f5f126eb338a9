"""Advice: what helps to mend the mistakes of a program.

A problem itself tells what follows from its arguments (`Problem.advice`). Here that is joined
with what needs the program around it: where in the configuration a value stands. It is
worked out after a failure, when somebody asks; a program that runs pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kclpy.diagnostics import Advice, Diagnostic
from kclpy.driver.advice.brackets import opened
from kclpy.driver.advice.fixes import Fixes
from kclpy.driver.advice.paths import path_of
from kclpy.syntax import nodes

# More than this nobody reads; the others go without.
_MOST = 1_000


def explain(
    diagnostics: Iterable[Diagnostic], modules: Mapping[str, nodes.Module]
) -> list[Diagnostic]:
    """Return ``diagnostics`` with advice; ``modules`` are all modules read, by file path."""
    several = list(diagnostics)
    fixes = Fixes(modules)
    explained = [_explained(one, modules, fixes) for one in several[:_MOST]]
    return explained + several[_MOST:]


def _explained(
    diagnostic: Diagnostic, modules: Mapping[str, nodes.Module], fixes: Fixes
) -> Diagnostic:
    advice = Advice(
        path=path_of(diagnostic, modules),
        related=opened(diagnostic, modules),
        fixes=fixes.of(diagnostic),
    )
    return diagnostic.explained().advised(advice)
