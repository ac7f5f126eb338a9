"""What is wrong with how the linter is used; these are no rules."""

from __future__ import annotations

from kclpy.diagnostics import Problem
from kclpy.diagnostics.problem import Level, aside


class UnknownRule(Problem, code="unknown-rule", kind="LintWarning"):
    """A comment in the source names a rule that does not exist.

    `kclpy lint --list` lists the rules and their groups.
    """

    name: str
    close: str = aside(default="")
    template = "there is no rule called '{name}'"

    @property
    def level(self) -> Level:
        return "warning"

    @property
    def note(self) -> str | None:
        return f"did you mean '{self.close}'?" if self.close else None
