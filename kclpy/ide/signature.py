"""The call that is being typed: its parameters, and which of them is next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kclpy.ide.declarations import Declaration
from kclpy.ide.describe import describe, type_of
from kclpy.ide.document import Document
from kclpy.ide.expectation import params_of
from kclpy.ide.texts import parameter, written
from kclpy.types import FunctionType

# So far before the cursor a call may begin.
_FAR = 5_000

_CALLEE = re.compile(r"([\w$]+)\s*$")
_KEYWORD = re.compile(r"\s*([\w$]+)\s*=(?!=)")
_OPENING = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Signature:
    """The parameters as they are written, which one is next (None if none is), and the doc."""

    label: str
    parameters: tuple[str, ...]
    active: int | None
    doc: str


def signature_at(document: Document, offset: int) -> Signature | None:
    """Return the signature of the innermost call around ``offset``."""
    opening, arguments = _open_call(document.text, offset)
    if opening is None:
        return None
    callee = _CALLEE.search(document.text, max(0, opening - 200), opening)
    found = None if callee is None else document.occurrences.at(callee.start(1))
    if found is None:
        return None
    function = params_of(type_of(found.declaration, document.program))
    if function is None:
        return None
    return _signature(found.declaration, function, arguments, document)


def _signature(
    declaration: Declaration, function: FunctionType, arguments: list[str], document: Document
) -> Signature:
    params = tuple(parameter(one) for one in function.params)
    dots = ("...",) if function.is_variadic else ()
    label = f"{declaration.name}({', '.join((*params, *dots))}) -> {written(function.result)}"
    doc = describe(declaration, document.program).doc
    return Signature(label, params, _active(function, arguments), doc)


def _active(function: FunctionType, arguments: list[str]) -> int | None:
    """Return the parameter that the last of ``arguments`` is for."""
    keyword = _KEYWORD.match(arguments[-1])
    if keyword is not None:
        names = [param.name for param in function.params]
        return names.index(keyword[1]) if keyword[1] in names else None
    position = len(arguments) - 1
    return position if position < len(function.params) else None


def _open_call(text: str, offset: int) -> tuple[int | None, list[str]]:
    """Return where the parenthesis is that ``offset`` is in, and the arguments so far.

    A text that is half written has no tree yet, so the brackets are counted.
    """
    stack: list[tuple[str, int, list[int]]] = []
    position = max(text.rfind("\n\n", 0, offset), offset - _FAR, 0)
    while position < offset:
        char = text[position]
        if char in "\"'":
            position = _string_end(text, position, offset)
            continue
        if char == "#":
            line_end = text.find("\n", position)
            position = len(text) if line_end < 0 else line_end
            continue
        if char in "([{":
            stack.append((char, position, [position + 1]))
        elif char in _OPENING and stack:
            stack.pop()
        elif char == "," and stack:
            stack[-1][2].append(position + 1)
        position += 1
    if not stack or stack[-1][0] != "(" or position > offset:
        return None, []
    _, opening, starts = stack[-1]
    ends = [*(start - 1 for start in starts[1:]), offset]
    return opening, [text[a:b] for a, b in zip(starts, ends, strict=True)]


def _string_end(text: str, start: int, limit: int) -> int:
    """Return where the string that begins at ``start`` ends; within it, ``limit``."""
    quote = text[start] * 3 if text.startswith(text[start] * 3, start) else text[start]
    position = start + len(quote)
    while position < limit:
        if text[position] == "\\":
            position += 2
        elif text.startswith(quote, position):
            return position + len(quote)
        elif text[position] == "\n" and len(quote) == 1:
            return position
        else:
            position += 1
    return limit
