"""A program that stays in memory after its run, so that its schemas make instances of new data.

Models for Python, the import hook and whoever validates data ask it. One thread at a time
evaluates, because an evaluation counts how deep it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any

from kclpy.diagnostics import Diagnostics
from kclpy.diagnostics.error import KclError
from kclpy.diagnostics.load import TooLarge
from kclpy.driver.conditions import run_conditions
from kclpy.driver.data import to_config, to_value
from kclpy.driver.pipeline import Pipeline, Stopped
from kclpy.driver.request import Request, RequestError, resolve_request
from kclpy.runtime.errors import EvaluationError
from kclpy.runtime.frames import check_host
from kclpy.runtime.functions import call
from kclpy.runtime.loader import Package, load
from kclpy.runtime.schemas import Schema
from kclpy.runtime.values import Config, Instance, Value
from kclpy.runtime.violations import Collector, Violation


def checked_pipeline(request: Request) -> Pipeline:
    """Return the pipeline of a program without mistakes, as far as its types tell.

    Settings and the manifest count as they do for a command. Raise `KclError` otherwise.
    """
    try:
        options, _ = resolve_request(request)
    except RequestError as error:
        raise KclError([error.diagnostic]) from None
    pipeline = Pipeline(options)
    with _mistakes(pipeline), run_conditions():
        _ = pipeline.types
    return pipeline


class LiveProgram:
    """A program after its run. Every method raises `KclError` for mistakes."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self._lock = RLock()
        self.collector = pipeline.evaluation.collector or Collector()
        pipeline.evaluation.collector = self.collector
        self.main: Package = self._run(lambda: load(pipeline.units, pipeline.evaluation))
        self._schemas = [
            value
            for package in self.main.packages.values()
            for value in package.names.values()
            if isinstance(value, Schema)
        ]

    def schema(self, package: str, name: str) -> Schema:
        """Return the schema that ``package`` declares as ``name``."""
        found = self.main.packages[package].member(name)
        assert isinstance(found, Schema)
        return found

    def instance(
        self,
        schema: Schema,
        data: Mapping[str, object],
        args: Sequence[object] = (),
        kwargs: Mapping[str, object] | None = None,
    ) -> Instance:
        """Return the instance of ``schema`` that ``data`` and the arguments make."""

        def make() -> Instance:
            given = tuple(to_value(value) for value in args)
            named = {name: to_value(value) for name, value in (kwargs or {}).items()}
            return schema.instantiate(to_config(data, schema), given, named)

        made: Instance = self._evaluated(make)
        return made

    def violations(
        self, schema: Schema, data: Mapping[str, object]
    ) -> tuple[Instance, list[Violation]] | None:
        """Return all that is wrong with the instance of ``schema`` that ``data`` make, and it.

        None if the evaluation ends before there is an instance.
        """
        with self._lock:
            self.collector.found.clear()
            self.collector.is_active = True
            try:
                made = self.evaluated_instance(schema, to_config(data, schema))
                return made, list(self.collector.found)
            except (EvaluationError, RecursionError, MemoryError):
                return None
            finally:
                self.collector.is_active = False
                self.collector.found.clear()

    def call(self, function: Value, args: Sequence[object], kwargs: Mapping[str, object]) -> Value:
        """Return what a function of the program makes of data."""

        def make() -> Value:
            given = tuple(to_value(value) for value in args)
            return call(function, given, {name: to_value(v) for name, v in kwargs.items()})

        return self._evaluated(make)

    def evaluated_instance(self, schema: Schema, config: Config) -> Instance:
        """Return the instance that ``config`` makes; raise `EvaluationError` as it comes."""
        with self._evaluation(), run_conditions():
            return schema.instantiate(config, (), {})

    def check(self, rule: Schema, host: Config) -> None:
        """Run the conditions of a rule over a host; raise `EvaluationError` as it comes."""
        with self._evaluation(), run_conditions():
            check_host(rule, host)

    def _evaluated(self, make: Callable[[], Value]) -> Value:
        """Return what ``make`` returns."""
        with self._evaluation():
            return self._run(make)

    @contextmanager
    def _evaluation(self) -> Iterator[None]:
        """Keep nothing of what is evaluated within: neither instances nor mistakes."""
        with self._lock:
            counts = [len(schema.instances) for schema in self._schemas]
            self.pipeline.diagnostics = Diagnostics()
            self.pipeline.evaluation.has_incomplete = False
            try:
                yield
            finally:
                for schema, count in zip(self._schemas, counts, strict=True):
                    del schema.instances[count:]

    def _run(self, make: Callable[[], Any]) -> Any:
        """Return what ``make`` does under the conditions of a run."""
        with _mistakes(self.pipeline), run_conditions():
            try:
                return make()
            except (EvaluationError, RecursionError, MemoryError) as error:
                self.pipeline.diagnostics.add(self.pipeline.failure_of(error))
            raise Stopped


@contextmanager
def _mistakes(pipeline: Pipeline) -> Iterator[None]:
    """Raise what ``pipeline`` reports as one exception."""
    try:
        yield
        return
    except Stopped:
        pass
    except (RecursionError, MemoryError) as error:
        pipeline.diagnostics.report(TooLarge(isinstance(error, RecursionError)), None)
    is_explained = pipeline.options.explain
    raise KclError(pipeline.explained if is_explained else pipeline.diagnostics) from None
