"""Running the rules of one program over manifests.

A condition that does not hold is a finding, and so is one that cannot be evaluated: a policy
that fails to look must not pass. What a rule is for is said by its kinds, or by ``if``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.error import KclError
from kclpy.diagnostics.instances import CheckFailed
from kclpy.diagnostics.manifests import NoPolicy, PolicyRemarked, PolicyViolated, PolicyWarned
from kclpy.driver.advice.paths import written
from kclpy.driver.conditions import run_conditions
from kclpy.driver.live import LiveProgram
from kclpy.driver.options import Options
from kclpy.driver.pipeline import Pipeline, Stopped
from kclpy.runtime.errors import EvaluationError
from kclpy.runtime.values import Config
from kclpy.semantics.program import MAIN
from kclpy.syntax import nodes
from kclpy.vet.kubernetes.manifests import Manifest
from kclpy.vet.places import Path
from kclpy.vet.policies.places import WHOLE, absent, deepest, fields_in
from kclpy.vet.policies.rules import Condition, Rule, take_apart

_PROBLEMS: Final = {"error": PolicyViolated, "warning": PolicyWarned, "info": PolicyRemarked}
_FAILED = "Check failed on the condition"


class Policies:
    """The rules of the program that ``options`` describe; the last entry, or all of a folder.

    Raises `KclError` if the program has mistakes or no rules.
    """

    def __init__(self, options: Options) -> None:
        self.pipeline = Pipeline(options)
        with run_conditions():
            try:
                modules = self.pipeline.program.main.modules
            except Stopped:
                raise KclError(self.pipeline.explained) from None
        if os.path.isfile(options.paths[-1]):
            modules = modules[-1:]  # the files beside it only belong to its package
        self.rules = [rule for module in modules for rule in take_apart(module)]
        if not self.rules:
            raise KclError([Diagnostic(NoPolicy(options.paths[-1]))])
        self.program = LiveProgram(self.pipeline)

    def judge(self, manifest: Manifest) -> Iterator[Diagnostic]:
        """Yield the conditions that do not hold for a manifest, in their order."""
        if not isinstance(manifest.value, Config):
            return
        host = Config({WHOLE: manifest.value, **manifest.value})
        for rule in self.rules:
            if rule.concerns(manifest.kind, manifest.api_version):
                for condition in rule.conditions:
                    yield from self._judged(rule, condition, manifest, host)

    def _judged(
        self, rule: Rule, condition: Condition, manifest: Manifest, host: Config
    ) -> Iterator[Diagnostic]:
        try:
            self.program.check(self.program.schema(MAIN, condition.name), host)
        except (EvaluationError, RecursionError, MemoryError) as error:
            found = self.pipeline.failure_of(error)
            fields = self._fields(condition)
            text = _text(rule, condition, found, absent(fields, manifest.value))
            problem = _PROBLEMS[rule.severity](rule.name, text)
            path = deepest(fields, manifest.value)
            yield manifest.diagnostic(path, problem, _label(rule, condition, found))

    def _fields(self, condition: Condition) -> list[Path]:
        """Return the fields that a condition names."""
        node = condition.node
        return [] if node is None else list(fields_in(node.test, self.pipeline.models[MAIN]))


def _text(rule: Rule, condition: Condition, found: Diagnostic, missing: Path | None) -> str:
    """Return what is wrong: the message of the condition, or else the condition itself."""
    message = found.problem.message
    if isinstance(found.problem, CheckFailed) and message != _FAILED:
        return message.removeprefix(f"{_FAILED}: ")
    text = _written(rule, condition)
    if isinstance(found.problem, CheckFailed):
        return f"{text} does not hold"
    reason = message if missing is None else f"there is no '{written(missing)}'"
    return f"{text} cannot be evaluated: {reason}"


def _written(rule: Rule, condition: Condition) -> str:
    """Return how a message names a condition."""
    if condition.node is None:
        return "a condition"
    message, test = condition.node.message, condition.node.test
    if isinstance(message, nodes.StringLit):
        return f"'{message.value}'"
    return f"'{rule.file.text[test.start : test.end]}'"


def _label(rule: Rule, condition: Condition, found: Diagnostic) -> Label:
    """Return the place of the condition."""
    if condition.node is None:
        return found.labels[-1]
    span = rule.file.span(condition.node.start, condition.node.end)
    return Label(span, f"rule '{rule.name}'")
