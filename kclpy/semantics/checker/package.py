"""The checker of one package, put together from its parts."""

from __future__ import annotations

from collections.abc import Mapping

from kclpy.diagnostics import Diagnostics
from kclpy.semantics.checker.base import PackageTypes
from kclpy.semantics.checker.declarations import Declarations
from kclpy.semantics.unification import find_unifications
from kclpy.syntax import nodes
from kclpy.types import Type


class PackageChecker(Declarations, covers=(nodes.Expr, nodes.TypeExpr, nodes.Stmt)):
    """Checks a package: first what it declares, then its statements in order."""

    def check(self) -> None:
        """Report what is wrong in the package and note the types of its expressions."""
        modules = self.package.package.modules
        self.unifications = find_unifications(modules)
        self.declare()
        for module in modules:
            self.enter_file(module)
            self.statements(module.body)


def check_package(
    package: PackageTypes,
    others: Mapping[str, PackageTypes],
    types: dict[nodes.Node, Type],
    diagnostics: Diagnostics,
    suggests: bool = True,
) -> None:
    """Check ``package``, which may import ``others``; enter its types into ``types``.

    Unless it ``suggests``, nothing is looked for that unknown names may be misspellings of.
    """
    if package.package.modules:
        checker = PackageChecker(package, others, types, diagnostics)
        if not suggests:
            checker.patience = 0
        checker.check()
