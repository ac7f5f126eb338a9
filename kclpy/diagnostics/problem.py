"""A problem: a kind of mistake, declared once with typed arguments.

The annotations of a subclass are its arguments, which fill its ``template``; its docstring is
the page of the manual, with an example that provokes it:

    class UndefinedName(Problem, code="E2L23", kind="CompileError"):
        '''A name is used that no enclosing scope defines. ...'''

        name: str
        template = "name '{name}' is not defined"
"""

from __future__ import annotations

import re
from inspect import get_annotations
from typing import Any, ClassVar, Literal, NamedTuple, dataclass_transform

from kclpy.diagnostics.advice import NOTHING, Advice
from kclpy.diagnostics.label import Label
from kclpy.source import Span

Level = Literal["error", "warning", "note"]

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class _Aside(NamedTuple):
    default: Any
    kw_only: bool


def aside(*, default: Any, kw_only: bool = False) -> Any:
    """Declare an argument that only serves advice: it makes no two problems different."""
    return _Aside(default, kw_only)


@dataclass_transform(frozen_default=True, field_specifiers=(aside,))
class Problem:
    """The base of all problems.

    ``code`` is the registered code (reference, 05 section 1.1) or "" for evaluation errors,
    which carry none; ``kind`` is the word that follows it in the header. ``remedy`` says what
    to do about it; it is filled as the template is.

    Subclasses are declared and used like frozen dataclasses. They are none, because there are
    many, most runs need few, and making a dataclass takes a hundred times as long as making a
    class.
    """

    code: ClassVar[str] = ""
    kind: ClassVar[str] = ""
    template: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    _arguments: ClassVar[tuple[str, ...]] = ()  # by position
    _keywords: ClassVar[tuple[str, ...]] = ()  # by name alone
    _asides: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls, code: str | None = None, kind: str | None = None) -> None:
        super().__init_subclass__()
        if code is not None:
            cls.code = code
        if kind is not None:
            cls.kind = kind
        for name, annotation in get_annotations(cls).items():
            if not str(annotation).startswith("ClassVar"):
                cls._declare(name, cls.__dict__.get(name))

    @classmethod
    def _declare(cls, name: str, default: object) -> None:
        """Enter an argument of the problem."""
        is_keyword = False
        if isinstance(default, _Aside):
            setattr(cls, name, default.default)
            cls._asides = cls._asides | {name}
            is_keyword = default.kw_only
        if is_keyword:
            cls._keywords = (*cls._keywords, name)
        else:
            cls._arguments = (*cls._arguments, name)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        names = (*self._arguments, *self._keywords)
        given = {**dict(zip(self._arguments, args, strict=False)), **kwargs}
        if len(given) != len(args) + len(kwargs) or not given.keys() <= set(names):
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}")
        values = {
            name: given[name] if name in given else getattr(type(self), name) for name in names
        }
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"cannot change '{name}' of a problem")

    def _compared(self) -> tuple[object, ...]:
        return tuple(value for name, value in vars(self).items() if name not in self._asides)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash((type(self), self._compared()))

    def __repr__(self) -> str:
        values = ", ".join([f"{name}={value!r}" for name, value in vars(self).items()])
        return f"{type(self).__name__}({values})"

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


class PlacedProblem(Problem):
    """The base of problems that a second place explains; ``reason`` says what stands there."""

    place: Span | None = aside(default=None, kw_only=True)
    reason: ClassVar[str] = "it is declared here"

    def advice(self, span: Span | None) -> Advice:
        advice = super().advice(span)
        if self.place is None:
            return advice
        label = Label(self.place, self.reason.format_map(vars(self)))
        return advice.joined(Advice(related=(label,)))


class EvaluationProblem(Problem, code="", kind="EvaluationError"):
    """The base of problems that show when the program runs."""
