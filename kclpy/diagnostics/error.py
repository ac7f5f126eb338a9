"""The exception that embedders see for mistakes of a program."""

from __future__ import annotations

from collections.abc import Iterable

from kclpy.diagnostics.render import render
from kclpy.diagnostics.report import Diagnostic


class KclError(Exception):
    """A program, or data given to it, has mistakes; ``diagnostics`` tell which.

    As text it is the diagnostics as the command line prints them, without colours.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(render(self.diagnostics).strip("\n"))

    @property
    def message(self) -> str:
        """The first mistake in one sentence."""
        return self.diagnostics[0].problem.message if self.diagnostics else ""
