"""The module ``runtime`` (reference, 09 runtime)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import EvaluationError, fail
from kclpy.runtime.functions import call
from kclpy.runtime.values import Function, Undefined, UndefinedType

library = Library("runtime", fail)

# What stands before the message of a check.
_CHECK = "Check failed on the condition"


@library.builtin(is_steady=False)
def catch(func: Callable[[], Any]) -> str | UndefinedType:
    """Return the message with which `func` fails; `Undefined` if it does not fail.

    Example: `runtime.catch(lambda { assert False, "boom" })` is `"boom"`.
    """
    message = caught(func) if isinstance(func, Function) else None
    return Undefined if message is None else message


def caught(func: Function) -> str | None:
    """Return the message with which ``func`` fails, None if it does not fail."""
    try:
        call(func, ())
    except EvaluationError as error:
        return error.problem.message.removeprefix(f"{_CHECK}: ").removeprefix(_CHECK)
    return None
