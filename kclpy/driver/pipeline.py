"""The pipeline: each phase is a property that is computed once, and asks for the one before.

A phase that finds mistakes of the user raises `Stopped`; the diagnostics collected so far
tell what they are. A run reports all mistakes of loading and checking, and the first of the
evaluation (reference, 05 section 2.1).
"""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping
from functools import cached_property

from kclpy.builtins import registry
from kclpy.codegen import CodeUnit, compile_program
from kclpy.diagnostics import Diagnostic, Diagnostics, Label
from kclpy.driver.imports import Loader
from kclpy.driver.options import Options
from kclpy.driver.overrides import override
from kclpy.driver.reuse import Compiled, Reuse, key_of
from kclpy.driver.workspace import Workspace, find_workspace
from kclpy.plan.output import Output, output_of
from kclpy.plan.planner import PlanOptions
from kclpy.runtime import evaluate
from kclpy.runtime.context import Evaluation, PluginCall
from kclpy.runtime.errors import EvaluationError
from kclpy.runtime.values import Value
from kclpy.semantics.checker import Types, check
from kclpy.semantics.consequences import independent
from kclpy.semantics.model import PackageModel
from kclpy.semantics.program import Program
from kclpy.semantics.resolver import resolve_program
from kclpy.source.vfs import Files, canonical
from kclpy.syntax import nodes
from kclpy.syntax.parser import parse


class Stopped(Exception):
    """The program has mistakes, so that a later phase cannot be reached."""


class Pipeline:
    """One run of a program, from its options to its output.

    What ``reuse`` knows of the program from other runs is not made again.
    """

    def __init__(self, options: Options, reuse: Reuse | None = None) -> None:
        self.options = options
        self.reuse = reuse
        self.files = Files(_absolute_texts(options))
        self.diagnostics = Diagnostics()
        self.modules: Mapping[str, nodes.Module] = {}
        self._key: Hashable = None  # under which the compiled program is kept
        self._known: Compiled | None = None  # what was kept of it

    @cached_property
    def workspace(self) -> Workspace:
        """The entry files and the root of the program."""
        found = find_workspace(self.options, self.files, self.diagnostics)
        if found is None:
            raise Stopped
        return found

    @cached_property
    def program(self) -> Program:
        """All packages, parsed, their imports found and the overrides applied."""
        parser = parse if self.reuse is None else self.reuse.parse
        externals = self._externals()
        loader = Loader(
            self.options, self.workspace, externals, self.files, parser, self.diagnostics
        )
        self.modules = loader.modules
        further = [os.path.join(self.options.workdir, path) for path in self.options.packages]
        program = loader.load(map(canonical, further), is_whole=bool(further))
        if program is None or loader.has_rings:
            raise Stopped
        if self.reuse is not None:
            self._key = key_of(program, self.options)
            self._known = self.reuse.find(self._key)
        if self._known is not None:
            program = self._known.program
        overrides = self.options.overrides
        if overrides:
            if self._known is None and not override(program.main, overrides, self.diagnostics):
                raise Stopped
            self.modules.update({module.file.path: module for module in program.main.modules})
        return program

    def _externals(self) -> dict[str, str]:
        workdir = self.options.workdir
        return {
            name.replace("-", "_"): canonical(os.path.join(workdir, path))
            for name, path in self.options.externals.items()
        }

    @cached_property
    def models(self) -> Mapping[str, PackageModel]:
        """What the names of each package denote."""
        return resolve_program(self.program, registry.universe())

    @cached_property
    def types(self) -> Types:
        """The types of a program without mistakes."""
        types = self.checked
        if len(self.diagnostics):
            raise Stopped
        return types

    @cached_property
    def checked(self) -> Types:
        """The types of the program; all mistakes in it are known afterwards."""
        program, found = self.program, Diagnostics()
        types = check(program, found)
        self.diagnostics.extend(independent(found, self.modules.values()))
        return types

    @cached_property
    def units(self) -> list[CodeUnit]:
        """The compiled packages."""
        program = self.program
        if self._known is not None and not len(self.diagnostics):
            return self._known.units
        _ = self.types  # stops if anything is wrong
        units = compile_program(self.models, self.options.strict_range)
        if self.reuse is not None:
            self.reuse.keep(self._key, Compiled(program, units))
        return units

    @cached_property
    def evaluation(self) -> Evaluation:
        """The state of the run: what it is given, and later what it leaves behind."""
        return self.new_evaluation()

    def new_evaluation(self) -> Evaluation:
        """Return the state of a further run of the same program."""
        plugins = self.program.plugins
        plugin_functions: Mapping[str, PluginCall] = {}
        if plugins:
            from kclpy.driver.plugin_calls import plugin_calls  # seldom needed

            plugin_functions = plugin_calls(plugins)
        return Evaluation(
            options=self.options.arguments,
            strict_range=self.options.strict_range,
            root=self.workspace.root,
            workdir=os.path.abspath(self.options.workdir),
            plugin_functions=plugin_functions,
        )

    @property
    def explained(self) -> list[Diagnostic]:
        """All diagnostics, with advice that helps to mend the mistakes."""
        from kclpy.driver.advice import explain  # a program without mistakes needs none

        return explain(self.diagnostics, self.modules)

    @property
    def log(self) -> str:
        """What `print` wrote so far."""
        evaluation = self.__dict__.get("evaluation")
        return "" if evaluation is None else "".join(evaluation.log)

    @cached_property
    def value(self) -> Value:
        """The value of the main package."""
        units = self.units
        try:
            return evaluate(units, self.evaluation)
        except (EvaluationError, RecursionError, MemoryError) as error:
            self.diagnostics.add(self.failure_of(error))
        raise Stopped

    def failure_of(self, error: EvaluationError | RecursionError | MemoryError) -> Diagnostic:
        """Return the diagnostic for what ended a run, with advice if that is asked for."""
        from kclpy.driver import failure  # a program that runs well needs none

        where = (self.modules, self.program.main.modules[-1], self.options.debug)
        if not isinstance(error, EvaluationError):
            return failure.exhausted(error, *where)
        diagnostic = failure.locate(error, *where)
        if not self.options.explain:
            return diagnostic
        from kclpy.driver.advice.evaluation import advice_of

        return diagnostic.advised(advice_of(error, diagnostic.labels, self.modules))

    @cached_property
    def output(self) -> Output:
        """The documents that the program outputs."""
        options = self.options
        planned = PlanOptions(
            show_hidden=options.show_hidden,
            disable_none=options.disable_none,
            sort_keys=options.sort_keys,
            include_schema_type_path=options.include_schema_type_path,
        )
        value = self.value
        try:
            return output_of(value, planned, options.selectors, self.evaluation)
        except EvaluationError as error:
            self.diagnostics.add(self._at_end(error))
        raise Stopped

    def _at_end(self, error: EvaluationError) -> Diagnostic:
        """Return the diagnostic of a failure after the last statement (07 section 2.1)."""
        module = self.program.main.modules[-1]
        place = module.body[-1].start if module.body else 0
        label = Label(module.file.span(place, place), error.problem.message, line_only=True)
        return Diagnostic(error.problem, (label,))


def _absolute_texts(options: Options) -> dict[str, str]:
    return {os.path.join(options.workdir, path): text for path, text in options.texts.items()}
