"""Calling functions.

Emitted code calls a lambda directly when the number of arguments fits; what is left comes
here: keywords, missing and surplus arguments, builtins, and values that cannot be called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from kclpy.builtins.declare import MISSING
from kclpy.runtime.errors import mistake_of
from kclpy.runtime.schemas import Schema
from kclpy.runtime.values import Config, Function, Undefined, Value


def call(
    function: Value, args: tuple[Value, ...], kwargs: Mapping[str, Value] | None = None
) -> Value:
    """Return the result of ``function(*args, **kwargs)`` (reference, 02 section 5).

    Missing arguments are None, surplus ones are ignored; the call of a value that is no
    function is Undefined.
    """
    if type(function) is not Function:
        if type(function) is Schema:
            return function.instantiate(Config(), args, kwargs or {})
        return Undefined
    if function.arity < 0:
        return function.code(args, kwargs or {})
    if kwargs:
        args = _bind(function, args, kwargs)
    missing = function.arity - len(args)
    if missing > 0:
        args += (MISSING,) * missing
    elif missing < 0:
        args = args[: function.arity]
    try:
        return _run(function.code, function.captured, args)
    except TypeError as error:
        raise mistake_of(error) from None


def _run(code: Callable[..., Value], captured: tuple[Value, ...], args: tuple[Value, ...]) -> Value:
    """Return ``code(captured, *args)``, written out: a call with ``*`` uses the C stack."""
    match len(args):
        case 0:
            return code(captured)
        case 1:
            return code(captured, args[0])
        case 2:
            return code(captured, args[0], args[1])
        case 3:
            return code(captured, args[0], args[1], args[2])
    return _spread(len(args))(code, captured, args)


@cache
def _spread(count: int) -> Callable[..., Value]:
    """Return a function that does what `_run` does for ``count`` arguments."""
    args = ", ".join(f"args[{index}]" for index in range(count))
    spread: Callable[..., Value] = eval(f"lambda code, captured, args: code(captured, {args})")
    return spread


def _bind(
    function: Function, args: tuple[Value, ...], kwargs: Mapping[str, Value]
) -> tuple[Value, ...]:
    """Return all arguments by position; a keyword wins over a positional argument."""
    bound = list(args[: function.arity])
    bound += [MISSING] * (function.arity - len(bound))
    for position, name in enumerate(function.names):
        if name in kwargs:
            bound[position] = kwargs[name]
    return tuple(bound)
