"""A problem: a kind of mistake, declared once with typed arguments.

A subclass is a frozen dataclass whose fields fill its ``template``; its docstring is the
page of the manual, with an example that provokes it:

    @dataclass(frozen=True)
    class UndefinedName(Problem, code="E2L23", kind="CompileError"):
        '''A name is used that no enclosing scope defines. ...'''

        name: str
        template = "name '{name}' is not defined"
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from kclpy.diagnostics.advice import NOTHING, Advice
from kclpy.diagnostics.label import Label
from kclpy.source import Span

Level = Literal["error", "warning"]

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Problem:
    """The base of all problems.

    ``code`` is the registered code (reference, 05 section 1.1) or "" for evaluation errors,
    which carry none; ``kind`` is the word that follows it in the header. ``remedy`` says what
    to do about it; it is filled as the template is. Arguments that only serve advice are no
    part of what makes two problems equal.
    """

    code: ClassVar[str] = ""
    kind: ClassVar[str] = ""
    template: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init_subclass__(cls, code: str | None = None, kind: str | None = None) -> None:
        super().__init_subclass__()
        if code is not None:
            cls.code = code
        if kind is not None:
            cls.kind = kind

    @property
    def message(self) -> str:
        """What went wrong, in one sentence."""
        return self.template.format_map(vars(self))

    @property
    def note(self) -> str | None:
        """A remark below the diagnostic, or None."""
        return None

    @property
    def level(self) -> Level:
        """How bad it is."""
        return "warning" if self.code.startswith("W") else "error"

    @classmethod
    def id(cls) -> str:
        """Return the name of the problem as users write it: ``undefined-name``."""
        return _CAPITAL.sub("-", cls.__name__).lower()

    def advice(self, span: Span | None) -> Advice:
        """Return what the arguments alone tell about mending an occurrence at ``span``.

        A problem that stands nowhere has no span.
        """
        return Advice(help=(self.remedy.format_map(vars(self)),)) if self.remedy else NOTHING


@dataclass(frozen=True, kw_only=True)
class PlacedProblem(Problem):
    """The base of problems that a second place explains; ``reason`` says what stands there."""

    place: Span | None = field(default=None, compare=False)
    reason: ClassVar[str] = "it is declared here"

    def advice(self, span: Span | None) -> Advice:
        advice = super().advice(span)
        if self.place is None:
            return advice
        label = Label(self.place, self.reason.format_map(vars(self)))
        return advice.joined(Advice(related=(label,)))
