"""One file at one moment, with the program that it belongs to."""

from __future__ import annotations

from functools import cached_property

from kclpy.diagnostics import Diagnostic
from kclpy.ide.around import nodes_around
from kclpy.ide.checked import CheckedPackage
from kclpy.ide.lint import severities, with_findings
from kclpy.ide.occurrences import Occurrences, find_occurrences
from kclpy.ide.program import LoadedProgram
from kclpy.ide.required import missing_attributes
from kclpy.source import SourceFile
from kclpy.source.vfs import Files
from kclpy.syntax import nodes
from kclpy.syntax.recursion import deep_recursion
from kclpy.types import Type


class Document:
    """What features look at: the tree of a file, its package, its program."""

    def __init__(
        self, path: str, program: LoadedProgram, files: Files, head: nodes.Module | None = None
    ) -> None:
        package = program.package_of(path)
        assert package is not None
        self.path = path
        self.program = program
        self.files = files
        self.package: CheckedPackage = package
        self.module: nodes.Module = program.modules[path]
        # An excerpt lacks statements, but knows how the file begins.
        self.head = head or self.module

    @property
    def file(self) -> SourceFile:
        """The text."""
        return self.module.file

    @property
    def text(self) -> str:
        """The text."""
        return self.module.file.text

    @cached_property
    def occurrences(self) -> Occurrences:
        """What every name of the file refers to."""
        return find_occurrences(self.module, self.package, self.program)

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """What is to be said about the file; mistakes first."""
        with deep_recursion():
            told = self.program.diagnostics(self.path)
            told = [*told, *missing_attributes(self.module, self.package)]
            return with_findings(told, self.module, self.package, self.program, self.files)

    @cached_property
    def severities(self) -> dict[str, str]:
        """How much the findings of rules count, by the name of the rule."""
        return severities(self.path, self.files)

    def type_of(self, node: nodes.Node) -> Type:
        """Return the type of an expression, ``any`` if nothing is known of it."""
        return self.package.type_of(node)

    def around(self, offset: int, end: int | None = None) -> list[nodes.Node]:
        """Return the nodes that contain ``offset``, or all up to ``end``, outermost first.

        A node contains the offset right behind it, too, unless another one starts there.
        """
        return nodes_around(self.module, offset, offset if end is None else end)
