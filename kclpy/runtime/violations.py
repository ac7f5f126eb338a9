"""Collecting all that is wrong with a value, where an evaluation ends at the first mistake.

Validation wants to know every attribute that is missing, does not fit or fails a check. While
a `Collector` is active, instances are completed as well as they can be, and what would have
ended the evaluation is noted together with the instance that it concerns.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType
from typing import TypeAlias

from kclpy.runtime.convert import MISMATCH, Converter, DictOf, InstanceOf, ListOf
from kclpy.runtime.errors import EvaluationError
from kclpy.runtime.values import Config, Instance, Undefined, Value

# The instruction of emitted code at which something went wrong.
Instruction: TypeAlias = tuple[CodeType, int]


@dataclass(frozen=True, slots=True, eq=False)
class Violation:
    """Something wrong with ``instance``, or with its attribute ``name``.

    It was found at ``instruction``, or where the traceback of ``error`` leads. An attribute that
    is missing is required.
    """

    instance: Instance
    error: EvaluationError
    name: str | None = None
    instruction: Instruction | None = None
    is_missing: bool = False


class Collector:
    """Notes the violations of an evaluation while it is active."""

    def __init__(self) -> None:
        self.is_active = False
        self.found: list[Violation] = []
        self._checked: list[Instance] = []  # whose checks are running, innermost last

    def add(self, instance: Instance, error: EvaluationError, name: str | None = None) -> None:
        """Note that ``error`` concerns an instance or an attribute of it."""
        self.found.append(Violation(instance, error, name))

    def add_missing(self, instance: Instance, error: EvaluationError, name: str) -> None:
        """Note that an instance lacks a required attribute."""
        self.found.append(Violation(instance, error, name, is_missing=True))

    def run_checks(self, instance: Instance, checks: Callable[[], None]) -> None:
        """Run the checks of an instance, all of them; note those that fail.

        As in any run, an instance that lacks an attribute is not checked. A check that cannot be
        evaluated ends them. That is a violation only if nothing else is wrong with the instance,
        because else it may follow from that.
        """
        if any(one.is_missing and one.instance is instance for one in self.found):
            return
        self._checked.append(instance)
        before = len(self.found)
        try:
            checks()
        except EvaluationError as error:
            if before == len(self.found) and not self._is_blamed(instance):
                self.add(instance, error)
        finally:
            self._checked.pop()

    def check_failed(self, error: EvaluationError) -> None:
        """Note a condition that does not hold; called by what emitted code calls."""
        frame = sys._getframe(2)
        instruction = (frame.f_code, frame.f_lasti)
        self.found.append(Violation(self._checked[-1], error, None, instruction))

    def _is_blamed(self, value: Value) -> bool:
        """Tell whether something is wrong with an instance or with what is in it."""
        blamed = {id(violation.instance) for violation in self.found}
        waiting = [value]
        while waiting:
            one = waiting.pop()
            if id(one) in blamed:
                return True
            if isinstance(one, dict):
                waiting.extend(one.values())
            elif type(one) is list:
                waiting.extend(one)
        return False


def converted_as_far_as_possible(converter: Converter, value: Value) -> Value:
    """Return ``value`` with those parts converted that fit; the others stay as they are."""
    if isinstance(converter, ListOf) and type(value) is list:
        return [converted_as_far_as_possible(converter.item, item) for item in value]
    if isinstance(converter, DictOf) and type(value) is Config:
        inner = converter.value
        return Config(
            {key: converted_as_far_as_possible(inner, item) for key, item in value.items()},
            value.ops,
        )
    if isinstance(converter, InstanceOf) and type(value) is Config:
        return converter.schema.instantiate(value, (), {})
    if value is None or value is Undefined:
        return value
    try:
        result = converter.convert(value)
    except EvaluationError:
        return value
    return value if result is MISMATCH else result
