"""Differences of the two formatters that docs/differences.md lists, told from faults.

Both texts have the same tree, so each node has a partner in the other text. A node that kclpy lays
out in another way, as the list says, is covered in both; all that remains must be the same, byte
by byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from kclpy.syntax import nodes
from kclpy.syntax.visitor import children
from tests.formatting import parsed

COMMENT = "a list stays on its line before a comment"
CONDITION = "a conditional item gets lines"
PARAMETER = "values in parameters keep their lines"
BLANK_LINE = "no empty line is added before comments"

_Pair = tuple[nodes.Node, nodes.Node]
_Cover = Callable[..., bool]


def listed(before: str, ours: str, theirs: str) -> list[str]:
    """Return the listed differences of two texts made of ``before``, [] if there are others."""
    found = []
    for name, covers in _COVERS.items():
        is_covered = partial(covers, ours=ours, theirs=theirs)
        pairs = list(_covered(parsed(ours), parsed(theirs), is_covered))
        if pairs:
            found.append(name)
            ours = _replaced(ours, [one for one, _ in pairs])
            theirs = _replaced(theirs, [other for _, other in pairs])
    if ours != theirs:
        theirs = _without_new_lines_before_comments(theirs, before)
        found.append(BLANK_LINE)
    return found if ours == theirs else []


def _covered(
    one: nodes.Node, other: nodes.Node, is_covered: Callable[[nodes.Node, nodes.Node], bool]
) -> Iterator[_Pair]:
    """Yield the outermost pairs of partners that are covered."""
    if is_covered(one, other):
        yield one, other
    else:
        for pair in zip(children(one), children(other), strict=True):
            yield from _covered(*pair, is_covered)


def _is_on_its_line_before_a_comment(
    one: nodes.Node, other: nodes.Node, ours: str, theirs: str
) -> bool:
    """Tell whether a list that begins on a line with a comment has lines in theirs only."""
    end = _line_end(ours, one.start)
    return (
        isinstance(one, nodes.ListExpr)
        and not _opens_a_line(one, ours)
        and _opens_a_line(other, theirs)
        and any(one.start < c.start < end for c in parsed(ours).comments)
    )


def _has_conditional_item(one: nodes.Node, other: nodes.Node, ours: str, theirs: str) -> bool:
    """Tell whether a list or config around a conditional item has lines in ours only."""
    return (
        isinstance(one, nodes.ListExpr | nodes.ConfigExpr)
        and any(isinstance(n, nodes.ListIfItem | nodes.ConfigIfEntry) for n in _all_nodes(one))
        and _opens_a_line(one, ours)
        and not _opens_a_line(other, theirs)
    )


def _is_in_parameters(one: nodes.Node, other: nodes.Node, ours: str, theirs: str) -> bool:
    """Tell whether a default of a lambda holds a list or config with other lines."""
    return (
        isinstance(one, nodes.Param)
        and any(isinstance(n, nodes.ListExpr | nodes.ConfigExpr) for n in _all_nodes(one))
        and ours[one.start : one.end] != theirs[other.start : other.end]
    )


_COVERS: dict[str, _Cover] = {
    COMMENT: _is_on_its_line_before_a_comment,
    CONDITION: _has_conditional_item,
    PARAMETER: _is_in_parameters,
}


def _opens_a_line(node: nodes.Node, text: str) -> bool:
    return text[node.start + 1 : _line_end(text, node.start)].split("#")[0].strip() == ""


def _all_nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    return chain([node], *(_all_nodes(child) for child in children(node)))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _replaced(text: str, found: list[nodes.Node]) -> str:
    """Return ``text`` with a name for each node."""
    for node in sorted(found, key=lambda node: node.start, reverse=True):
        text = f"{text[: node.start]}covered{text[node.end :]}"
    return text


def _without_new_lines_before_comments(text: str, before: str) -> str:
    """Return ``text`` without the empty lines before comments that ``before`` does not have."""
    kept: list[str] = []
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_added = not line and following.lstrip().startswith("#")
        if not (is_added and not _follows_an_empty_line(following.strip(), before)):
            kept.append(line)
    return "\n".join(kept)


def _follows_an_empty_line(comment: str, text: str) -> bool:
    lines = [line.strip() for line in text.split("\n")]
    return any(not lines[i - 1] for i, line in enumerate(lines) if i and line == comment)
