"""The module ``kclpy.testing``: assertions for the files called ``*_test.k``.

It belongs to kclpy; the official engine does not know it.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
from typing import Any

from kclpy.builtins.declare import Library
from kclpy.plan.output import output_of
from kclpy.runtime.context import Evaluation
from kclpy.runtime.errors import EvaluationError, fail, operations
from kclpy.runtime.operators import equal
from kclpy.runtime.text import type_name
from kclpy.runtime.values import Function, Value
from kclpy_stdlib.runtime import caught

library = Library("kclpy.testing", fail)


def _failed(text: str) -> EvaluationError:
    """Return the failure of an assertion, which is shown where it stands."""
    return EvaluationError(operations.AssertionFailed(text), is_exact=True)


@library.builtin
def assert_raises(func: Callable[[], Any], message: str = "") -> str:
    """Call `func`, which must fail with a text that contains `message`; return that text.

    Of a check that fails, the text is its message.
    """
    if not isinstance(func, Function):
        raise _failed(f"assert_raises() expects a lambda, got {type_name(func)}")
    text = caught(func)
    if text is None:
        raise _failed("the lambda does not fail")
    if message not in text:
        raise _failed(f"the lambda fails with another message than '{message}': {text}")
    return text


@library.builtin
def assert_equal(actual: Any, expected: Any) -> None:
    """Fail, and show the lines in which they differ as YAML, unless both values are equal."""
    if not equal(actual, expected):
        lines = list(
            unified_diff(_lines(expected), _lines(actual), "expected", "actual", lineterm="")
        )
        if not lines:
            raise _failed("the values are alike as YAML, but not of one kind")
        raise _failed("\n".join(["the values differ:", *lines]))


@library.builtin
def assert_snapshot(context: Evaluation, value: Any, name: str = "") -> None:
    """Fail unless `value`, rendered as YAML, is what its snapshot holds.

    `kclpy test --update` writes the snapshots. Several of one test are told apart by `name`, or
    else by their order. Outside of tests nothing is compared.
    """
    if context.snapshot is not None:
        difference = context.snapshot(name, value)
        if difference is not None:
            raise _failed(difference)


def _lines(value: Value) -> list[str]:
    return output_of(value).to_yaml().splitlines()
