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

from typing import ClassVar


class Problem:
    """The base of all problems.

    ``code`` is the registered code (reference, 05 section 1.1) or "" for evaluation errors,
    which carry none; ``kind`` is the word that follows it in the header.
    """

    code: ClassVar[str] = ""
    kind: ClassVar[str] = ""
    template: ClassVar[str] = ""

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
