"""Calling builtins by name, as tables of cases have them."""

from __future__ import annotations

from typing import Any

from kclpy.builtins.declare import Builtin
from kclpy.builtins.registry import find
from kclpy.runtime.context import Evaluation
from kclpy.runtime.errors import EvaluationError


def call(name: str, *args: Any, **kwargs: Any) -> Any:
    """Return the result of a builtin."""
    builtin = find(name)
    assert isinstance(builtin, Builtin), name
    return builtin.call(args, kwargs, Evaluation())


def failure(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the message with which a builtin fails."""
    try:
        result = call(name, *args, **kwargs)
    except EvaluationError as error:
        return error.problem.message
    raise AssertionError(f"{name} does not fail, it returns {result!r}")


def is_same(one: Any, two: Any) -> bool:
    """Return whether two results are equal in kind and value."""
    return repr(one) == repr(two)
