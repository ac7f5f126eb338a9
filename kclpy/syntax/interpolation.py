"""Interpolation: a string with ``${…}`` taken apart (reference, 01 section 7).

Scanning is naive: an expression reaches from ``${`` to the first ``}``. A backslash before
``${`` makes the text up to that brace literal.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kclpy.syntax import strings


@dataclass(slots=True)
class Stretch:
    """A literal part: its place in the literal, and its value."""

    start: int
    end: int
    value: str


@dataclass(slots=True)
class Hole:
    """The place of an expression in the literal, without ``${`` and ``}``."""

    start: int
    end: int


@dataclass(slots=True)
class Interpolated:
    """The parts of a string in order, and whether each ``${`` was closed."""

    parts: list[Stretch | Hole] = field(default_factory=list)
    is_long: bool = False
    is_closed: bool = True


def split(text: str) -> Interpolated:
    """Return the parts of the string ``text``; raises `BadEscapeError`."""
    quoted = strings.unquote(text)
    found = Interpolated(is_long=quoted.is_long)
    position, end = quoted.start, quoted.end
    while position < end:
        opening = text.find("${", position, end)
        if opening < 0:
            _add_stretch(found, text, position, end, False)
            break
        closing = text.find("}", opening, end)
        if closing < 0:
            found.is_closed = False
            _add_stretch(found, text, position, end, False)
            break
        if opening > position and text[opening - 1] == "\\":
            _add_stretch(found, text, position, closing + 1, True)
        else:
            if opening > position:
                _add_stretch(found, text, position, opening, False)
            found.parts.append(Hole(opening + 2, closing))
        position = closing + 1
    if found.is_long:
        _dedent(found)
    return found


def _add_stretch(
    found: Interpolated, text: str, start: int, end: int, has_escaped_brace: bool
) -> None:
    body = text[start:end]
    if "\\" in body:
        body = strings.unescape(body)
        if has_escaped_brace:
            body = body.replace("\\$", "$")
    if found.is_long:
        body = body.replace("\r\n", "\n")
    found.parts.append(Stretch(start, end, body))


def _dedent(found: Interpolated) -> None:
    """Remove the margin of the whole string from its literal parts."""
    whole = "".join("." if isinstance(part, Hole) else part.value for part in found.parts)
    lines = whole.split("\n")
    width = strings.margin(lines)
    is_first = True
    for part in found.parts:
        if isinstance(part, Stretch):
            head, *rest = part.value.split("\n")
            if is_first:
                head = _without_margin(head, width)
            part.value = "\n".join([head, *(_without_margin(line, width) for line in rest)])
            if is_first and part.value.startswith("\n"):
                part.value = part.value[1:]
        is_first = False
    found.parts = [part for part in found.parts if isinstance(part, Hole) or part.value]


def _without_margin(line: str, width: int) -> str:
    blanks = len(line) - len(line.lstrip(" \t"))
    return line[min(width, blanks) :]
