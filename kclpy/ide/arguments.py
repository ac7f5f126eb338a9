"""The call that is being typed: what is called, and the arguments so far.

A text that is half written has no tree yet, so the brackets are counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kclpy.ide.declarations import Declaration
from kclpy.ide.describe import type_of
from kclpy.ide.document import Document
from kclpy.ide.expectation import params_of
from kclpy.types import FunctionType, Param

# So far before the cursor a call may begin.
_FAR = 5_000

_CALLEE = re.compile(r"([\w$]+)\s*$")
_KEYWORD = re.compile(r"\s*([\w$]+)\s*=(?!=)")
_OPENING = {")": "(", "]": "[", "}": "{"}
# A statement begins at the left edge; brackets that are closed there are part of one.
_STATEMENT = re.compile(r"^[^\s)\]}#]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OpenCall:
    """``declaration`` is what is called; ``arguments`` are texts, the last ends at the cursor."""

    declaration: Declaration
    function: FunctionType
    arguments: list[str]

    @property
    def keyword(self) -> str | None:
        """The name that the last argument has, None if it has none."""
        found = _KEYWORD.match(self.arguments[-1])
        return None if found is None else found[1]

    @property
    def active(self) -> int | None:
        """The number of the parameter that the last argument is for, None if there is none."""
        if self.keyword is not None:
            names = [param.name for param in self.function.params]
            return names.index(self.keyword) if self.keyword in names else None
        position = len(self.arguments) - 1
        params = self.function.params
        if self._named:
            begun = self.arguments[-1].strip()
            free = (n for n, one in enumerate(params) if n >= position - len(self._named))
            return next((n for n in free if self._may_name(params[n], begun)), None)
        return position if position < len(params) else None

    def _may_name(self, param: Param, begun: str) -> bool:
        return param.name not in self._named and param.name.startswith(begun)

    @property
    def _named(self) -> list[str]:
        """The names of the arguments before the last one."""
        before = self.arguments[:-1]
        return [match[1] for one in before if (match := _KEYWORD.match(one)) is not None]

    @property
    def expected(self) -> Param | None:
        """The parameter whose value begins at the cursor."""
        written = self.arguments[-1]
        keyword = _KEYWORD.match(written)
        if written[0 if keyword is None else keyword.end() :].strip() or self.active is None:
            return None
        return self.function.params[self.active]

    @property
    def missing(self) -> list[Param]:
        """The parameters that an argument which begins at the cursor may name."""
        if self.arguments[-1].strip():
            return []
        rest = self.function.params[len(self.arguments) - 1 - len(self._named) :]
        return [param for param in rest if param.name and param.name not in self._named]


def open_call(document: Document, offset: int) -> OpenCall | None:
    """Return the innermost call around ``offset``, if that is the innermost bracket."""
    text = document.text
    far = max(0, offset - _FAR)
    starts = [match.start() for match in _STATEMENT.finditer(text, far, offset)]
    opening, arguments = _open_parenthesis(text, starts[-1] if starts else far, offset)
    if opening is None:
        return None
    callee = _CALLEE.search(text, max(0, opening - 200), opening)
    found = None if callee is None else document.occurrences.at(callee.start(1))
    if found is None or found.is_declaration:
        return None
    function = params_of(type_of(found.declaration, document.program))
    return None if function is None else OpenCall(found.declaration, function, arguments)


def _open_parenthesis(text: str, start: int, offset: int) -> tuple[int | None, list[str]]:
    """Return where the parenthesis is that ``offset`` is in, and the arguments so far."""
    stack: list[tuple[str, int, list[int]]] = []
    position = start
    while position < offset:
        char = text[position]
        if char in "\"'":
            end = _string_end(text, position, offset)
            inner = text.rfind("${", position, offset) if end >= offset else -1
            if inner >= 0 and "}" not in text[inner:offset]:
                return _open_parenthesis(text, inner + 2, offset)
            position = end
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
