"""What comes of a program: its output, or the diagnostics of its failure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_START = re.compile(r"^(?=(?:error|warning)\[|EvaluationError$|suggestion: )", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """What a program yields: ``text`` is YAML, or the diagnostics of a failure."""

    is_failure: bool
    text: str

    @property
    def diagnostics(self) -> list[str]:
        """The diagnostics of a failure, each once."""
        parts = (part.strip("\n") for part in _START.split(self.text))
        return list(dict.fromkeys(part for part in parts if part))

    def matches(self, other: Outcome) -> bool:
        """Tell whether two outcomes are one; after a syntax error the first mistake counts.

        The examples of the reference end in one line end, whatever their output ends with.
        """
        if self.is_failure != other.is_failure:
            return False
        if not self.is_failure:
            return self.text.rstrip("\n") == other.text.rstrip("\n")
        mine, theirs = self.diagnostics, other.diagnostics
        if any("InvalidSyntax" in text for text in theirs):
            return mine[:1] == theirs[:1]
        return mine == theirs
