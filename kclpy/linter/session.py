"""Linting one program: what is wrong with it, the warnings of the reference, the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from kclpy.diagnostics import Advice, Diagnostic
from kclpy.driver.advice import explain
from kclpy.driver.conditions import run_conditions
from kclpy.driver.findings import find_in
from kclpy.driver.options import Options
from kclpy.driver.pipeline import Pipeline, Stopped
from kclpy.linter.beside import private_names
from kclpy.linter.configuration import Configurations
from kclpy.linter.ignores import Ignores
from kclpy.linter.rule import PackageView, Rule, Subject
from kclpy.linter.rules import all_rules
from kclpy.linter.rules.unused_ignore import UnusedIgnore, unused_ignores
from kclpy.linter.selection import Choice
from kclpy.packages.configuration import ConfigurationError
from kclpy.syntax import nodes
from kclpy.syntax.interruption import poll

# What a program writes that finds instances by their schema.
INSTANCES = ".instances("


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in a program; ``files`` are those of its main package, by path."""

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether the program is wrong, so that no rule looked at it."""
        return any(one.problem.level == "error" for one in self.diagnostics)


def lint(options: Options, choice: Choice | None = None) -> Result:
    """Return the mistakes of a program, the warnings of the reference, then those of the rules.

    The rules look at the files of the main package, if the program has no mistakes.
    """
    try:
        return _Session(options, choice or Choice()).result()
    except ConfigurationError as error:
        return Result((error.diagnostic,))


@dataclass(slots=True)
class _Session:
    options: Options
    choice: Choice
    configurations: Configurations = field(default_factory=Configurations)
    ignores: dict[str, Ignores] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=all_rules)
    names: dict[str, frozenset[str]] = field(default_factory=dict)  # that count, by file

    def result(self) -> Result:
        pipeline = Pipeline(self.options)
        found = find_in(pipeline)
        errors = [one for one in found if one.problem.level == "error"]
        if errors and self.options.explain:
            errors = explain(errors, pipeline.modules)
        subjects: dict[str, Subject] = {}
        if not errors:
            main = pipeline.program.main
            paths = [module.file.path for module in main.modules]
            beside = partial(private_names, paths, pipeline.files)
            asks = any(INSTANCES in module.file.text for module in pipeline.modules.values())
            model = pipeline.models[main.path]
            view = PackageView(main, model, pipeline.checked, beside, asks_for_instances=asks)
            subjects = {module.file.path: Subject(module, view) for module in view.package.modules}
        warnings = [one for one in found if one.problem.level != "error"]
        kept = [self._mended(one, subjects) for one in warnings if self._is_told(one, pipeline)]
        for subject in subjects.values():
            path = subject.file.path
            kept += of_rules(subject, self._names(path), self._ignores_of(subject.module))
        return Result((*errors, *kept), tuple(subjects) or _entries(pipeline))

    def _names(self, path: str) -> frozenset[str]:
        found = self.names.get(path)
        if found is None:
            found = self.configurations.of(path).names(path, self.choice)
            self.names[path] = found
        return found

    def _is_told(self, diagnostic: Diagnostic, pipeline: Pipeline) -> bool:
        """Tell whether the rule of a warning counts in its file and no comment hides it."""
        span = diagnostic.labels[0].span
        name = diagnostic.problem.id()
        if name not in self._names(span.file.path):
            return False
        module = pipeline.modules.get(span.file.path)
        return module is None or not self._ignores_of(module).hides(name, span.start)

    def _ignores_of(self, module: nodes.Module) -> Ignores:
        path = module.file.path
        if path not in self.ignores:
            self.ignores[path] = Ignores(module)
        return self.ignores[path]

    def _mended(self, diagnostic: Diagnostic, subjects: Mapping[str, Subject]) -> Diagnostic:
        """Return a warning of the reference with the fix that its rule knows."""
        rule = self.rules[diagnostic.problem.id()]
        subject = subjects.get(diagnostic.labels[0].span.file.path)
        fix = None if rule.fix is None or subject is None else rule.fix(subject, diagnostic)
        diagnostic = diagnostic.explained()
        return diagnostic if fix is None else diagnostic.advised(Advice(fixes=(fix,)))


def of_rules(subject: Subject, names: frozenset[str], ignores: Ignores) -> list[Diagnostic]:
    """Return what the rules in ``names`` find in a file, in the order of the text.

    What the comments in ``ignores`` hide is left out; those that hide nothing are told.
    """
    found: list[Diagnostic] = []
    with run_conditions():
        for name, rule in all_rules().items():
            poll()
            if name in names and rule.check is not None:
                try:
                    found += rule.check(subject)
                except RecursionError:
                    continue  # nested too deeply for anybody to read
    kept = [
        one
        for one in found
        if one.problem.id() in names
        and not ignores.hides(one.problem.id(), one.labels[0].span.start)
    ]
    kept += ignores.unknown()
    if UnusedIgnore.id() in names:
        kept += unused_ignores(subject, ignores, names)
    return sorted(kept, key=lambda one: one.labels[0].span.start)


def _entries(pipeline: Pipeline) -> tuple[str, ...]:
    """Return the files of a program that has mistakes, none if it cannot be loaded."""
    try:
        return tuple(entry.path for entry in pipeline.workspace.entries)
    except Stopped:
        return ()
