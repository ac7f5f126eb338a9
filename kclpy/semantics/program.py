"""The input of semantics: a program as packages of parsed modules, its imports found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from kclpy.syntax import nodes

if TYPE_CHECKING:
    from kclpy.builtins.plugin import Plugin

MAIN = "__main__"


class ImportKind(Enum):
    """What an import statement leads to."""

    PACKAGE = "package"  # another package of the program
    SYSTEM = "system"  # a module of the standard library
    PLUGIN = "plugin"
    MISSING = "missing"  # nothing; it was reported


@dataclass(frozen=True, slots=True)
class Import:
    """The target of an import.

    ``path`` is a key of `Program.packages`, the name of a system module, or a key of
    `Program.plugins`, where it is missing if it was reported.
    """

    kind: ImportKind
    path: str


@dataclass(slots=True, eq=False)
class Package:
    """The files that share one global scope.

    ``path`` is dotted and relative to the root of its module, preceded by the name of the
    external package it belongs to; `MAIN` for the package of the entries.
    """

    path: str
    modules: list[nodes.Module]
    imports: dict[nodes.ImportStmt, Import] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Program:
    """All packages that ``main`` reaches; an imported one stands before its importers.

    ``plugins`` are keyed by their name, which in an external package follows the package's.
    """

    main: Package
    packages: dict[str, Package]
    plugins: dict[str, Plugin] = field(default_factory=dict)
