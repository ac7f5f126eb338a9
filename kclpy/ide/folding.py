"""Parts of a file that can be folded, and those that a selection grows by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from kclpy.ide.document import Document
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children

_FOLDED = (
    nodes.SchemaStmt,
    nodes.RuleStmt,
    nodes.ConfigExpr,
    nodes.ListExpr,
    nodes.ListComp,
    nodes.DictComp,
    nodes.LambdaExpr,
    nodes.CallExpr,
    nodes.ParenExpr,
    nodes.QuantExpr,
    nodes.StringLit,
    nodes.JoinedString,
)
_REGION = re.compile(r"#\s*region\b")
_END_REGION = re.compile(r"#\s*endregion\b")

Sort = Literal["comment", "imports", "region", ""]


class Fold(NamedTuple):
    """The range ``[start, end)``, which begins and ends in different lines."""

    start: int
    end: int
    sort: Sort = ""


def folds(document: Document) -> list[Fold]:
    """Return what can be folded, in the order of the text; of one line only the outermost."""
    comments, file = document.module.comments, document.file
    found = [*_of_nodes(document.module), *comment_folds(comments, file), *_of_imports(document)]
    return one_of_each_line([*found, *regions(comments)], file)


def one_of_each_line(found: Iterable[Fold], file: SourceFile) -> list[Fold]:
    """Return the outermost fold of each line that has some, in their order."""
    by_line: dict[int, Fold] = {}
    for fold in sorted(found, key=lambda one: (one.start, -one.end)):
        first, last = file.position(fold.start)[0], file.position(max(0, fold.end - 1))[0]
        if first < last:
            by_line.setdefault(first, fold)
    return list(by_line.values())


def _of_nodes(module: nodes.Module) -> Iterator[Fold]:
    waiting: list[nodes.Node] = [module]
    while waiting:
        node = waiting.pop()
        if isinstance(node, _FOLDED):
            yield Fold(node.start, node.end)
        elif isinstance(node, (nodes.IfStmt, nodes.ConfigIfEntry)):
            yield from _of_branches(node, module.file.text)
        if isinstance(node, nodes.SchemaStmt):
            yield from _of_parts(node, module.file.text)
        docstring = getattr(node, "docstring", None)
        if docstring is not None:
            yield Fold(docstring.start, docstring.end, "comment")
        waiting += children(node)


def _of_branches(node: nodes.IfStmt | nodes.ConfigIfEntry, text: str) -> Iterator[Fold]:
    """Yield the branches of an ``if``; an ``elif`` is one in the branch that is left."""
    if node.body:
        yield Fold(node.start, node.body[-1].end)
    is_elif = len(node.orelse) == 1 and text.startswith("elif", node.orelse[0].start)
    if node.body and node.orelse and not is_elif:
        start = _head(r"else\b", text, node.body[-1].end, node.orelse[0].start)
        yield Fold(start, node.orelse[-1].end)


def _of_parts(node: nodes.SchemaStmt, text: str) -> Iterator[Fold]:
    """Yield the list of mixins and the block of checks of a schema."""
    if node.mixins:
        start = _head(r"mixin\b", text, node.start, node.mixins[0].start)
        yield Fold(start, max(text.find("]", node.mixins[-1].end) + 1, start))
    if node.checks:
        start = _head(r"check\s*:", text, node.start, node.checks[0].start)
        yield Fold(start, node.checks[-1].end)


def _head(pattern: str, text: str, start: int, end: int) -> int:
    """Return where the line begins its words that heads the part at ``end``."""
    heads = re.compile(rf"^[ \t]*({pattern})", re.MULTILINE).finditer(text, start, end)
    return max((match.start(1) for match in heads), default=end)


def comment_folds(comments: Iterable[nodes.Comment], file: SourceFile) -> Iterator[Fold]:
    """Yield blocks of comments that stand in lines of their own, one below the other."""
    block: list[nodes.Comment] = []
    last = -1
    for comment in comments:
        line, column = file.position(comment.start)
        has_own = not file.text[comment.start - column : comment.start].strip()
        has_own = has_own and not (_REGION.match(comment.text) or _END_REGION.match(comment.text))
        if block and (line != last + 1 or not has_own):
            yield Fold(block[0].start, block[-1].end, "comment")
            block = []
        if has_own:
            block.append(comment)
        last = line
    if block:
        yield Fold(block[0].start, block[-1].end, "comment")


def _of_imports(document: Document) -> Iterator[Fold]:
    """Yield the imports that follow each other."""
    first: nodes.Stmt | None = None
    last: nodes.Stmt | None = None
    for statement in [*document.module.body, nodes.ErrorStmt(0, 0)]:
        if isinstance(statement, nodes.ImportStmt):
            first, last = first or statement, statement
        elif first is not None and last is not None:
            yield Fold(first.start, last.end, "imports")
            first = last = None


def regions(comments: Iterable[nodes.Comment]) -> Iterator[Fold]:
    """Yield what stands between ``# region`` and ``# endregion``."""
    begun: list[int] = []
    for comment in comments:
        if _REGION.match(comment.text):
            begun.append(comment.start)
        elif begun and _END_REGION.match(comment.text):
            yield Fold(begun.pop(), comment.end, "region")


def selections(document: Document, offset: int) -> list[tuple[int, int]]:
    """Return the ranges around ``offset``, inner ones first, each larger than the one before."""
    found: list[tuple[int, int]] = []
    for node in reversed(document.around(offset)):
        if not found or (node.start, node.end) != found[-1]:
            found.append((node.start, node.end))
    return found
