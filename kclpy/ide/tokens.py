"""What the words of a file are, for colours that a grammar of patterns cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.document import Document
from kclpy.ide.finder import Occurrence, is_basic_type
from kclpy.source import Span
from kclpy.syntax import nodes
from kclpy.syntax.visitor import Walker

# The names of sorts and marks are those of the protocol.
SORTS = (
    "namespace",
    "type",
    "struct",
    "interface",
    "property",
    "variable",
    "parameter",
    "function",
    "decorator",
    "enumMember",
)
MARKS = ("declaration", "readonly", "deprecated", "modification", "defaultLibrary")

_SORTS = {
    Kind.VARIABLE: "variable",
    Kind.LOCAL: "variable",
    Kind.LOOP: "variable",
    Kind.SCHEMA: "struct",
    Kind.MIXIN: "struct",
    Kind.PROTOCOL: "interface",
    Kind.RULE: "struct",
    Kind.ALIAS: "type",
    Kind.ATTRIBUTE: "property",
    Kind.KEY: "property",
    Kind.PARAMETER: "parameter",
    Kind.IMPORT: "namespace",
    Kind.PACKAGE: "namespace",
    Kind.MODULE: "namespace",
    Kind.FUNCTION: "function",
    Kind.CONSTANT: "enumMember",
    Kind.DECORATOR: "decorator",
}


@dataclass(frozen=True, slots=True)
class SemanticToken:
    """A word: its place, what it is, and what is to be marked about it."""

    span: Span
    sort: str
    marks: tuple[str, ...] = ()


def semantic_tokens(
    document: Document, start: int = 0, end: int | None = None
) -> list[SemanticToken]:
    """Return the words between two offsets, in the order of the text; none overlap."""
    end = len(document.text) if end is None else end
    finder = _BasicTypes(document)
    finder.visit_all(document.module.body)
    found = [*map(_token, document.occurrences), *finder.found]
    inside = [one for one in found if one.span.start < end and start < one.span.end]
    return list(_apart(sorted(inside, key=lambda one: one.span.start)))


def _apart(tokens: list[SemanticToken]) -> Iterator[SemanticToken]:
    """Leave out tokens that begin in another one, or go over several lines."""
    last = 0
    for token in tokens:
        text = token.span.file.text
        if token.span.start >= last and "\n" not in text[token.span.start : token.span.end]:
            yield token
            last = token.span.end


def _token(one: Occurrence) -> SemanticToken:
    declaration = one.declaration
    sort = _SORTS[declaration.kind]
    if isinstance(getattr(declaration.node, "value", None), nodes.LambdaExpr):
        if declaration.kind in (Kind.VARIABLE, Kind.LOCAL):
            sort = "function"
    return SemanticToken(one.span, sort, tuple(_marks(one, declaration)))


def _marks(one: Occurrence, declaration: Declaration) -> Iterator[str]:
    if one.is_declaration:
        yield "declaration"
    if declaration.kind is Kind.CONSTANT:
        yield "readonly"
    if is_deprecated(declaration):
        yield "deprecated"
    if one.is_write and not one.is_declaration:
        yield "modification"
    if declaration.builtin is not None or declaration.kind is Kind.MODULE:
        yield "defaultLibrary"


def is_deprecated(declaration: Declaration) -> bool:
    """Return whether the author of a schema or attribute declared it deprecated."""
    return any(
        isinstance(decorator.name, nodes.Name) and decorator.name.id == "deprecated"
        for decorator in getattr(declaration.node, "decorators", ())
    )


class _BasicTypes(Walker):
    def __init__(self, document: Document) -> None:
        self.file = document.file
        self.found: list[SemanticToken] = []

    def visit_BasicType(self, node: nodes.BasicType) -> None:
        span = self.file.span(node.start, node.end)
        self.found.append(SemanticToken(span, "type", ("defaultLibrary",)))

    def visit_AsExpr(self, node: nodes.AsExpr) -> None:
        if is_basic_type(node.type):
            span = self.file.span(node.type.start, node.type.end)
            self.found.append(SemanticToken(span, "type", ("defaultLibrary",)))
        self.descend(node)
