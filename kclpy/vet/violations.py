"""What is wrong with one document: diagnostics with a place in the data and one in the program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kclpy.diagnostics import Advice, Diagnostic, Label
from kclpy.diagnostics.configs import MissingAttribute
from kclpy.driver.advice.paths import written
from kclpy.driver.violations import check_labels, instance_paths, placed
from kclpy.runtime.errors import EvaluationError
from kclpy.runtime.schemas import Schema
from kclpy.runtime.values import Config, Value
from kclpy.runtime.violations import Violation
from kclpy.types import SchemaDefinition
from kclpy.types.advice import example
from kclpy.vet.documents import Document
from kclpy.vet.places import Path

if TYPE_CHECKING:
    from kclpy.vet.session import Validator

_INSTANCE = "Instance check failed"


def violations_of(
    document: Document, known: Sequence[Diagnostic], validator: Validator
) -> list[Diagnostic]:
    """Return all violations of a document in text order; the checker found the ``known`` ones.

    Advice is about the data, which no fix of the program mends.
    """
    paths = _paths(document)
    checked = [one.advised(Advice(path=written(_path_of(one, paths)))) for one in known]
    blamed = {_path_of(one, paths) for one in known}
    evaluated = _Evaluation(document, blamed, validator).violations()
    found = [_without_fixes(one.explained()) for one in (*checked, *evaluated)]
    return sorted(found, key=lambda one: one.labels[0].span.start)


def _paths(document: Document) -> dict[int, Path]:
    """Return the paths of the values by the offsets of their keys, or of themselves."""
    paths: dict[int, Path] = {}
    for path, place in document.places.items():
        paths.setdefault((place.key or place.value)[0], path)
    return paths


def _path_of(diagnostic: Diagnostic, paths: dict[int, Path]) -> Path:
    """Return the path of the value that the checker found wrong, or missing."""
    start = diagnostic.labels[0].span.start
    if isinstance(diagnostic.problem, MissingAttribute):
        return (*paths.get(start, ()), diagnostic.problem.name)
    return paths.get(start, ())


def _without_fixes(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, advice=replace(diagnostic.advice, fixes=()))


class _Evaluation:
    """Finds the violations that only show when a document becomes an instance."""

    def __init__(self, document: Document, blamed: set[Path], validator: Validator) -> None:
        self.document = document
        self.validator = validator
        self.modules = validator.pipeline.modules
        self.blamed = blamed  # what the checker found wrong
        self.paths: dict[int, Path] = {}  # of the instances, by identity
        self.roots: list[Value] = []  # keeps the instances alive, so that identities last

    def violations(self) -> Iterator[Diagnostic]:
        """Yield what was not known."""
        collector = self.validator.collector
        schema = self.validator.program.schema("__main__", self.validator.schema)
        collector.found.clear()
        collector.is_active = True
        try:
            for path, mapping in _mappings(self.document.value):
                try:
                    self._enter(path, self.validator.program.evaluated_instance(schema, mapping))
                except (EvaluationError, RecursionError, MemoryError) as error:
                    yield self._failure(error, path)
        finally:
            collector.is_active = False
        yield from self._collected(collector.found)

    def _enter(self, path: Path, root: Value) -> None:
        """Note where in the document the instances within ``root`` come from."""
        self.roots.append(root)
        for identity, place in instance_paths(root, path).items():
            self.paths.setdefault(identity, place)

    def _collected(self, violations: Sequence[Violation]) -> Iterator[Diagnostic]:
        """Yield the violations as diagnostics."""
        for path, violation in placed(violations, self.paths):
            if path is None:
                yield self._diagnostic(violation, ())
            elif violation.name is None or not self._is_known((*path, violation.name)):
                yield self._diagnostic(violation, path)

    def _is_known(self, path: Path) -> bool:
        """Tell whether the checker found something at a path, or around it, or in it."""
        return any(path[: len(p)] == p or p[: len(path)] == path for p in self.blamed)

    # Diagnostics

    def _diagnostic(self, violation: Violation, path: Path) -> Diagnostic:
        if violation.name is None:
            return self._failed_check(violation, path)
        schema = violation.instance.schema
        declared = self._definition(schema)
        attribute = None if declared is None else declared.attribute(violation.name)
        path = (*path, violation.name)
        if not violation.is_missing or attribute is None or path in self.document.places:
            return self._failure(violation.error, path)
        problem = MissingAttribute(
            violation.name,
            schema.name,
            attribute.type.text(),
            example(attribute.type),
            attribute.place,
        )
        start, _ = self.document.place(path[:-1]).value
        span = self.document.file.span(start, start + 1)
        return Diagnostic(
            problem, (Label(span, problem.message),), advice=Advice(path=written(path))
        )

    def _failed_check(self, violation: Violation, path: Path) -> Diagnostic:
        """Return the diagnostic of a check, in the words of the reference."""
        start, end = self.document.place(path).value
        label = Label(self.document.file.span(start, end), _INSTANCE)
        labels = check_labels(violation, self.validator.pipeline)
        advice = Advice(path=written(path))
        return Diagnostic(violation.error.problem, (label, *labels), advice=advice)

    def _failure(
        self, error: EvaluationError | RecursionError | MemoryError, path: Path
    ) -> Diagnostic:
        """Return the diagnostic of what ended the evaluation of a value."""
        found = self.validator.pipeline.failure_of(error)
        label = Label(self.document.span(path), found.problem.message)
        return Diagnostic(found.problem, (label, *found.labels), advice=Advice(path=written(path)))

    def _definition(self, schema: Schema) -> SchemaDefinition | None:
        """Return what the checker knows of a schema of the program."""
        types = self.validator.pipeline.types.packages.get(schema.package or "__main__")
        definitions = () if types is None else types.schemas.values()
        return next((one for one in definitions if one.name == schema.name), None)


def _mappings(value: Value) -> Iterator[tuple[Path, Config]]:
    """Yield the mappings of a document that become instances."""
    if isinstance(value, Config):
        yield (), value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, Config):
                yield (number,), item
