"""How an evaluation ends early.

One exception carries a problem up to the driver, which finds the place in the traceback:
emitted code keeps the positions of the KCL program.

The problems are declared in `kclpy.diagnostics`, in `operations`, `merging`, `instances` and
`functions`. A program that runs well needs none of them: these modules are loaded by the
first mistake.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kclpy.diagnostics.problem import Problem

if TYPE_CHECKING:
    from kclpy.diagnostics import functions, instances, merging, operations
else:

    class _Lazy:
        """A module that is loaded when something is read from it."""

        def __init__(self, name: str) -> None:
            self.name = name

        def __getattr__(self, name: str) -> Any:
            return getattr(import_module(self.name), name)

    functions, instances, merging, operations = (
        _Lazy(f"kclpy.diagnostics.{topic}")
        for topic in ("functions", "instances", "merging", "operations")
    )

__all__ = [
    "EvaluationError",
    "fail",
    "functions",
    "instances",
    "merging",
    "mistake_of",
    "operations",
]


class EvaluationError(Exception):
    """A KCL program did something wrong; ``problem`` says what.

    ``place`` is the path of a file and an offset in it, where the traceback does not lead to
    the line that is to be shown. ``after`` names the schema of the instance that was made last
    before this, where the reference goes on counting from there. An exact error is shown at
    the call that raised it, and not at the line that the reference would name.
    """

    def __init__(
        self, problem: Problem, place: tuple[str, int] | None = None, is_exact: bool = False
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.place = place
        self.is_exact = is_exact
        self.after: str | None = None


def fail(problem: Problem | str, place: tuple[str, int] | None = None) -> EvaluationError:
    """Return the exception that ends the evaluation.

    A function of the library gives its message alone.
    """
    if isinstance(problem, str):
        problem = functions.FunctionFailed(problem)
    return EvaluationError(problem, place)


def mistake_of(error: TypeError) -> Exception:
    """Return the mistake that a bare operator of emitted code found; any other error as it is.

    Python refuses None and Undefined as operands in the words of the reference. The innermost
    frame must be emitted code, which has no module name. Whatever runs emitted code from
    Python passes its errors through here.
    """
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None or "__name__" in traceback.tb_frame.f_globals:
        return error
    text = str(error)
    if not text.startswith("unsupported operand type(s) for ") and _NO_ORDER not in text:
        return error
    return fail(operations.AbsentOperand(text)).with_traceback(error.__traceback__)


_NO_ORDER = " not supported between instances of "
