"""How an evaluation ends early.

One exception carries a problem up to the driver, which finds the place in the traceback:
emitted code keeps the positions of the KCL program.
"""

from __future__ import annotations

from dataclasses import dataclass

from kclpy.diagnostics.problem import Problem


class EvaluationError(Exception):
    """A KCL program did something wrong; ``problem`` says what."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class RuntimeProblem(Problem, code="", kind="EvaluationError"):
    """A mistake that shows when the program runs; ``text`` is the whole message."""

    text: str
    template = "{text}"


def fail(text: str) -> EvaluationError:
    """Return the exception that ends the evaluation with the message ``text``."""
    return EvaluationError(RuntimeProblem(text))
