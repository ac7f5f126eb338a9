"""The outline of a file: what it declares, and the keys of what it configures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from kclpy.semantics.resolver import assignments
from kclpy.source import Span
from kclpy.syntax import nodes


class Sort(Enum):
    """What an entry of an outline is."""

    VARIABLE = "variable"
    FUNCTION = "function"
    SCHEMA = "schema"
    PROTOCOL = "protocol"
    RULE = "rule"
    ALIAS = "alias"
    ATTRIBUTE = "attribute"
    PARAMETER = "parameter"
    KEY = "key"
    SECTION = "section"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: ``span`` is all of it, ``name_span`` its name."""

    name: str
    sort: Sort
    span: Span
    name_span: Span
    detail: str = ""
    children: tuple[Entry, ...] = field(default=())


def outline(module: nodes.Module) -> list[Entry]:
    """Return the outline of ``module`` in the order of the text."""
    return list(_Outliner(module).statements(module.body))


class _Outliner:
    def __init__(self, module: nodes.Module) -> None:
        self.file = module.file

    def statements(self, body: Iterable[nodes.Stmt]) -> Iterator[Entry]:
        """Yield the entries of statements at top level or in an ``if``."""
        for statement in body:
            match statement:
                case nodes.SchemaStmt() | nodes.RuleStmt():
                    yield self._schema(statement)
                case nodes.TypeAliasStmt():
                    detail = self._text(statement.type)
                    yield self._entry(
                        statement.name.id, Sort.ALIAS, statement, statement.name, detail
                    )
                case nodes.IfStmt():
                    yield from self.statements(statement.body)
                    yield from self.statements(statement.orelse)
                case _:
                    yield from self._assigned(statement)

    def _assigned(self, statement: nodes.Stmt, sort: Sort = Sort.VARIABLE) -> Iterator[Entry]:
        value = getattr(statement, "value", None)
        if isinstance(value, nodes.LambdaExpr):
            sort = Sort.FUNCTION
        annotation = getattr(statement, "annotation", None)
        detail = "" if annotation is None else self._text(annotation)
        if isinstance(value, nodes.SchemaExpr):
            detail = detail or self._text(value.name)
        for name, node in assignments(statement):
            yield self._entry(name, sort, statement, node, detail, self._value(value))

    def _schema(self, node: nodes.SchemaStmt | nodes.RuleStmt) -> Entry:
        parts = [
            self._entry(param.name.id, Sort.PARAMETER, param, param.name) for param in node.params
        ]
        sort = Sort.RULE
        if isinstance(node, nodes.SchemaStmt):
            sort = Sort.PROTOCOL if node.kind == "protocol" else Sort.SCHEMA
            parts += self._body(node.body)
        return self._entry(node.name.id, sort, node, node.name, children=tuple(parts))

    def _body(self, body: Iterable[nodes.Stmt]) -> Iterator[Entry]:
        for statement in body:
            if isinstance(statement, nodes.SchemaAttr):
                detail = self._text(statement.annotation)
                yield self._entry(
                    statement.name, Sort.ATTRIBUTE, statement, statement.name_node, detail
                )
            elif isinstance(statement, nodes.IfStmt):
                yield from self._body(statement.body)
                yield from self._body(statement.orelse)
            elif isinstance(statement, (nodes.UnificationStmt, nodes.AssignStmt)):
                yield from self._assigned(statement, Sort.ATTRIBUTE)

    def _value(self, value: nodes.Node | None) -> tuple[Entry, ...]:
        """Return the keys in the value of a variable or of another key."""
        if isinstance(value, nodes.SchemaExpr):
            value = value.config
        if not isinstance(value, nodes.ConfigExpr):
            return ()
        return tuple(self._keys(value.entries))

    def _keys(self, entries: Iterable[nodes.ConfigEntry | nodes.ConfigIfEntry]) -> Iterator[Entry]:
        for entry in entries:
            if isinstance(entry, nodes.ConfigIfEntry):
                yield from self._keys(entry.body)
                yield from self._keys(entry.orelse)
            elif entry.key is not None and entry.key.start < entry.key.end:
                key = entry.key
                name = key.value if isinstance(key, nodes.StringLit) else self._text(key)
                yield self._entry(name, Sort.KEY, entry, key, children=self._value(entry.value))

    def _entry(
        self,
        name: str,
        sort: Sort,
        node: nodes.Node,
        name_node: nodes.Node,
        detail: str = "",
        children: tuple[Entry, ...] = (),
    ) -> Entry:
        span = self.file.span(min(node.start, name_node.start), max(node.end, name_node.end))
        name_span = self.file.span(name_node.start, name_node.end)
        return Entry(name or "…", sort, span, name_span, detail, children)

    def _text(self, node: nodes.Node) -> str:
        """Return the first line of what is written."""
        return self.file.text[node.start : node.end].partition("\n")[0]


def matching(entries: Iterable[Entry], query: str, home: str = "") -> Iterator[tuple[Entry, str]]:
    """Yield the declarations whose names have the letters of ``query`` in their order.

    Each comes with the name of the declaration around it. Keys are no declarations.
    """
    for entry in entries:
        if entry.sort is not Sort.KEY and is_match(entry.name, query):
            yield entry, home
        if entry.sort in (Sort.SCHEMA, Sort.PROTOCOL):
            yield from matching(entry.children, query, entry.name)


def is_match(name: str, query: str) -> bool:
    """Return whether ``name`` has the letters of ``query`` in their order."""
    rest = iter(name.lower())
    return all(letter in rest for letter in query.lower())
