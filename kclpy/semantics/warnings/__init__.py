"""Warnings: what a program may do, but better did not (reference, 05 section 7).

`imports` looks at import statements, `deprecations` at the use of what is deprecated. The
passes take what resolver and checker found and report nothing that stops a run.
"""

from __future__ import annotations

from collections.abc import Mapping

from kclpy.diagnostics import Diagnostics
from kclpy.semantics.checker import Types
from kclpy.semantics.model import PackageModel
from kclpy.semantics.program import Package, Program
from kclpy.semantics.warnings.deprecations import warn_of_deprecations
from kclpy.semantics.warnings.imports import warn_of_imports, warn_of_unused_imports

__all__ = ["warn"]


def warn(
    program: Program,
    models: Mapping[str, PackageModel],
    types: Types,
    diagnostics: Diagnostics,
) -> None:
    """Report what deserves a remark: places of imports, unused ones, uses of the deprecated."""
    for package in program.packages.values():
        warn_of_imports(package, diagnostics)
    for package in _importers_first(program):
        warn_of_unused_imports(package, models[package.path], diagnostics)
    for package in program.packages.values():
        warn_of_deprecations(package, types, diagnostics)


def _importers_first(program: Program) -> list[Package]:
    """Return the packages in the order in which import statements lead to them."""
    found: dict[str, Package] = {}
    waiting = [program.main]
    while waiting:
        package = waiting.pop()
        if package.path not in found:
            found[package.path] = package
            paths = [target.path for target in package.imports.values()]
            waiting += [program.packages[p] for p in reversed(paths) if p in program.packages]
    return list(found.values())
