"""The static checker: whether the types of a program fit (reference, 04).

It is optimistic and does not follow the flow: one type per name and scope, ``any`` switches
checking off. Every phase of it goes on after a mistake; an expression that is wrong has the
type ``any``. Read `package` first, then `declarations` and `statements`.
"""

from __future__ import annotations

from collections.abc import Mapping

from kclpy.builtins import registry
from kclpy.diagnostics import Diagnostics
from kclpy.semantics.checker.base import PackageTypes
from kclpy.semantics.checker.package import check_package
from kclpy.semantics.program import Program
from kclpy.syntax import nodes
from kclpy.types import ANY, Type

__all__ = ["Types", "check"]


class Types:
    """What the checker found out: the types of expressions, and the names of packages."""

    def __init__(
        self, of_nodes: Mapping[nodes.Node, Type], packages: Mapping[str, PackageTypes]
    ) -> None:
        self._of_nodes = of_nodes
        self.packages = packages

    def type_of(self, node: nodes.Node) -> Type:
        """Return the type of an expression, ``any`` if nothing is known of it."""
        return self._of_nodes.get(node, ANY)


def check(program: Program, diagnostics: Diagnostics) -> Types:
    """Check all packages of ``program``, imported ones first; report what is wrong."""
    types: dict[nodes.Node, Type] = {}
    packages: dict[str, PackageTypes] = {}
    builtins = registry.universe()
    for path, package in program.packages.items():
        packages[path] = PackageTypes(package, builtins, program.plugins)
        check_package(packages[path], packages, types, diagnostics)
    return Types(types, packages)
