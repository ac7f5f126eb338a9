"""What is wrong with a text that is no YAML, in the words of the reference (09, "Decoding")."""

from __future__ import annotations

import re
from typing import Any, Final

from ruamel.yaml.error import MarkedYAMLError, YAMLError

_UNKNOWN_ESCAPE: Final = "found unknown escape character"

# What the reader says, as a pattern, and what the reference says.
_PROBLEMS: Final = (
    (r"expected (',' or '.'), but got .*", r"did not find expected \1"),
    (r"expected the node content, but found .*", "did not find expected node content"),
    (r"expected '(<document start>)', but found .*", r"did not find expected \1"),
    (r"expected chomping or indentation .*", "did not find expected comment or line break"),
    (r"expected a comment or a line break, .*", "did not find expected comment or line break"),
    (r"expected indentation indicator .*", "found an indentation indicator equal to 0"),
    (r"expected alphabetic .*", "did not find expected alphabetic or numeric character"),
    (r"expected escape sequence .*", "did not find expected hexadecimal number"),
    (r"(mapping \w+) are not allowed here", r"\1 are not allowed in this context"),
    (r"sequence entries .*", "block sequence entries are not allowed in this context"),
    (r"found character .* that cannot start .*", "found character that cannot start any token"),
    (r"found unknown escape character .*", _UNKNOWN_ESCAPE),
    (r"(found undefined tag handle) .*", r"\1"),
    (r"(found incompatible YAML document) .*", r"\1"),
)
_PATTERNS: Final = tuple((re.compile(found), told) for found, told in _PROBLEMS)
_BLOCK_END: Final = {
    "while parsing a block mapping": "did not find expected key",
    "while parsing a block collection": "did not find expected '-' indicator",
}
# What is only found out on the line after the text.
_AT_END: Final = ("did not find expected ',' or", "could not find expected ':'")
_QUOTED: Final = "while scanning a double-quoted scalar"


class YamlError(ValueError):
    """A text that is no YAML; its text says what is wrong and where.

    ``offset`` is the place, if it is known.
    """

    def __init__(self, text: str, offset: int | None = None) -> None:
        super().__init__(text)
        self.offset = offset


def at(what: str, mark: Any, shift: int = 0) -> str:
    """Return ``what`` with its place, moved by ``shift``; the start of the text is not told."""
    if mark is None or mark.line == mark.column == 0:
        return what
    return f"{what} at line {mark.line + 1} column {mark.column + 1 + shift}"


def fault(what: str, mark: Any) -> YamlError:
    """Return the error that ``what`` is wrong at ``mark``."""
    return YamlError(at(what, mark), mark.index)


def describe(error: YAMLError, text: str) -> str:
    """Return what the reference says of a mistake that the reader found in ``text``."""
    position = getattr(error, "position", None)
    if position is not None:
        return f"control characters are not allowed at position {position}"
    if not isinstance(error, MarkedYAMLError):
        return str(error)
    context, mark = error.context, error.problem_mark
    problem = _problem(error.problem or "", context)
    if context == _QUOTED:
        context = "while parsing a quoted scalar"
        if problem == _UNKNOWN_ESCAPE:
            return f"{at(problem, mark, -1)}, {at(context, error.context_mark)}"
    if mark is not None and mark.index >= len(text) and problem.startswith(_AT_END):
        problem += f" at line {text.count(chr(10)) + 1 + (not text.endswith(chr(10)))} column 1"
    else:
        problem = at(problem, mark)
    if not context:
        return problem
    return f"{problem}, {context if context.endswith(' node') else at(context, error.context_mark)}"


def _problem(problem: str, context: str | None) -> str:
    if problem.startswith("expected <block end>"):
        return _BLOCK_END.get(context or "", problem)
    for pattern, told in _PATTERNS:
        match = pattern.fullmatch(problem)
        if match is not None:
            return match.expand(told)
    return problem
