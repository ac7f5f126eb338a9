"""Imports as links to the files that they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kclpy.ide.document import Document
from kclpy.semantics.program import ImportKind
from kclpy.source import Span
from kclpy.syntax import nodes


class Link(NamedTuple):
    """The place of a path, and the first file that it leads to."""

    span: Span
    target: str
    package: str


def links(document: Document) -> Iterator[Link]:
    """Yield the imports of the file that lead to packages."""
    for statement in document.module.body:
        if not isinstance(statement, nodes.ImportStmt):
            continue
        target = document.package.package.imports.get(statement)
        if target is None or target.kind is not ImportKind.PACKAGE:
            continue
        package = document.program.packages.get(target.path)
        if package is not None:
            span = document.file.span(statement.path_start, statement.path_end)
            yield Link(span, package.package.modules[0].file.path, target.path)
