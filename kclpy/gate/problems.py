"""What only the gate reports."""

from __future__ import annotations

from kclpy.diagnostics.problem import Problem


class UnformattedFile(Problem, kind="FormatError"):
    """A file is not in the style of KCL.

    `kclpy fmt` writes it so; `kclpy fmt --diff` shows what would change.
    """

    template = "the file is not formatted"
    remedy = "run kclpy fmt"


class UnusableFile(Problem, kind="FormatError"):
    """A file cannot be formatted, because its settings cannot be read."""

    reason: str
    template = "{reason}"
