"""How an evaluation ends early.

One exception carries a problem up to the driver, which finds the place in the traceback:
emitted code keeps the positions of the KCL program.
"""

from __future__ import annotations

from dataclasses import dataclass

from kclpy.diagnostics.problem import Problem


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


@dataclass(frozen=True)
class RuntimeProblem(Problem, code="", kind="EvaluationError"):
    """A mistake that shows when the program runs; ``text`` is the whole message."""

    text: str
    template = "{text}"


def fail(text: str, place: tuple[str, int] | None = None) -> EvaluationError:
    """Return the exception that ends the evaluation with the message ``text``."""
    return EvaluationError(RuntimeProblem(text), place)
