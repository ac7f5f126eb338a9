"""Validating documents against a schema of a program (reference, 07 section 3).

The program is compiled and run once. Each document is looked at twice. The checker reads it
as the expression that the reference makes of it, and finds what has the wrong type or an
unknown name. Then it becomes an instance, while violations are collected: attributes that are
missing and checks that fail. What the checker found is left out there, so that one mistake does
not hide another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from kclpy.diagnostics import Diagnostic, Diagnostics
from kclpy.diagnostics.error import KclError
from kclpy.diagnostics.names import UndefinedName
from kclpy.diagnostics.vet import NoSchema
from kclpy.driver.conditions import run_conditions
from kclpy.driver.live import LiveProgram
from kclpy.driver.options import Options
from kclpy.driver.pipeline import Pipeline, Stopped
from kclpy.runtime.violations import Collector
from kclpy.semantics.checker import check
from kclpy.semantics.checker.suggestions import suggest
from kclpy.semantics.program import MAIN, Program
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker
from kclpy.vet.documents import Document
from kclpy.vet.expressions import statement_for
from kclpy.vet.violations import violations_of


class Validator:
    """Validates documents against one schema of the program that ``options`` describe.

    ``schema`` is its name, by default the first schema of the last entry; ``attribute`` is the
    name under which the program may use the document. Raises `KclError` if the program has
    mistakes of its own.
    """

    def __init__(
        self, options: Options, schema: str | None = None, attribute: str = "value"
    ) -> None:
        self.options = options
        self.attribute = attribute
        self.collector = Collector()
        self.pipeline = Pipeline(options)
        with run_conditions():
            try:
                names = _schemas(self.pipeline.program)
                if not self.is_read_by_program:
                    _ = self.pipeline.units
            except Stopped:
                raise KclError(self.pipeline.explained) from None
        if not names:
            raise KclError([Diagnostic(NoSchema(options.paths[-1]))])
        if schema is not None and schema not in names:
            raise KclError([Diagnostic(UndefinedName(schema, suggest(schema, names)))])
        self.schema = schema or names[0]
        self.pipeline.evaluation.collector = self.collector

    @cached_property
    def program(self) -> LiveProgram:
        """The program after its run."""
        return LiveProgram(self.pipeline)

    @cached_property
    def is_read_by_program(self) -> bool:
        """Whether the program itself uses the document, by the name that it has there."""
        finder = _NameFinder(self.attribute)
        for module in self.pipeline.program.main.modules:
            finder.visit(module)
        return finder.is_found

    def validate(self, documents: Sequence[Document]) -> Iterator[Diagnostic]:
        """Yield all violations, in the order of the documents and of their places in them."""
        if self.is_read_by_program:
            for document in documents:
                yield from self._with_program(document)
            return
        modules = [self._module(one, f"{self.attribute} {n}") for n, one in enumerate(documents)]
        found = self._checked(modules)
        for document, known in zip(documents, found, strict=True):
            yield from violations_of(document, known, self)

    def _with_program(self, document: Document) -> list[Diagnostic]:
        """Return what comes of the program with the document as one more file of it."""
        pipeline = Pipeline(self.options)
        module = self._module(document, self.attribute)
        with run_conditions():
            try:
                pipeline.program.main.modules.append(module)
                pipeline.modules = {**pipeline.modules, document.file.path: module}
                _ = pipeline.value
            except Stopped:
                return pipeline.explained
        return []

    def _module(self, document: Document, name: str) -> nodes.Module:
        """Return a file whose one statement gives ``name`` the document as value."""
        statement = statement_for(document, name, self.schema)
        return nodes.Module(0, len(document.file.text), document.file, None, [statement])

    def _checked(self, modules: Sequence[nodes.Module]) -> list[list[Diagnostic]]:
        """Return what the checker says of each of ``modules``, as files of the program."""
        program = self.pipeline.program
        diagnostics = Diagnostics()
        main = replace(program.main, modules=[*program.main.modules, *modules])
        packages = {**program.packages, MAIN: main}
        with run_conditions():
            check(replace(program, main=main, packages=packages), diagnostics)
        return _by_module(diagnostics, modules)


def _schemas(program: Program) -> list[str]:
    """Return the names of the schemas of the main package, those of the last file first."""
    return [
        statement.name.id
        for module in reversed(program.main.modules)
        for statement in module.body
        if isinstance(statement, nodes.SchemaStmt)
    ]


def _by_module(diagnostics: Diagnostics, modules: Sequence[nodes.Module]) -> list[list[Diagnostic]]:
    """Sort diagnostics by the modules; those of one file follow each other in its text."""
    found: list[list[Diagnostic]] = [[] for _ in modules]
    starts: dict[SourceFile, list[tuple[int, int]]] = {}
    for number, module in enumerate(modules):
        starts.setdefault(module.file, []).append((module.body[0].start, number))
    for diagnostic in diagnostics:
        span = diagnostic.labels[0].span
        known = starts[span.file]
        at = bisect_right(known, (span.start, len(modules))) - 1
        found[known[max(at, 0)][1]].append(diagnostic)
    return found


class _NameFinder(Walker):
    """Finds out whether a name is used."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_found = False

    def visit_Name(self, node: nodes.Name) -> None:
        self.is_found = self.is_found or node.id == self.name
