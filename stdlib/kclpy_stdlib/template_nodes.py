"""What a template consists of: texts and tags, and the expressions in tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias


class TemplateError(Exception):
    """A template is wrong, or cannot be filled in.

    ``reason`` is worded as by the engine that templates come from: ``HelperNotFound("x")``.
    """

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column

    @classmethod
    def syntax(cls, message: str, line: int, column: int) -> TemplateError:
        """Return the error for a text that is no template."""
        return cls(f'InvalidSyntax("{message}")', line, column)


@dataclass(frozen=True, slots=True)
class Literal:
    """``"text"``, ``1``, ``true``, ``[1, 2]``"""

    value: Any


@dataclass(frozen=True, slots=True)
class Path:
    """``a.b``, ``../a``, ``@index``; ``up`` counts the steps to outer blocks."""

    text: str
    steps: tuple[str, ...]
    up: int = 0
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """``name params key=value``; without arguments it may also be a path."""

    target: Path | Call
    params: tuple[Expression, ...] = ()
    options: tuple[tuple[str, Expression], ...] = ()
    names: tuple[str, ...] = ()
    line: int = 1
    column: int = 1


Expression: TypeAlias = Literal | Path | Call


@dataclass(slots=True)
class Text:
    """Text as it is."""

    text: str


@dataclass(slots=True)
class Output:
    """``{{call}}`` or ``{{{call}}}``"""

    call: Call
    is_escaped: bool


@dataclass(slots=True)
class Block:
    """``{{#call}} body {{else}} otherwise {{/name}}``"""

    call: Call
    body: list[Node] = field(default_factory=list)
    otherwise: list[Node] | None = None


@dataclass(slots=True)
class Inline:
    """``{{#*inline "name"}} body {{/inline}}``"""

    call: Call
    body: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Partial:
    """``{{> name context key=value}}``; ``body`` is what a block form holds."""

    call: Call
    indent: str = ""
    body: list[Node] | None = None


Node: TypeAlias = Text | Output | Block | Inline | Partial
