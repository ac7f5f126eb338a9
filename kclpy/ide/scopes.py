"""Which names can be used at a place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kclpy.ide.document import Document
from kclpy.ide.expected import entries_of
from kclpy.semantics.scopes import ModuleScope, Scope
from kclpy.semantics.symbols import Symbol
from kclpy.syntax import nodes

# What stands between two entries of a config.
_SEPARATOR = re.compile(r"[\n,;#]")
_BLANKS = re.compile(r"[ \t]*")


def visible(
    document: Document, offset: int, way: Sequence[nodes.Node] | None = None
) -> dict[str, Symbol]:
    """Return what the names denote that can be used at ``offset``, inner ones first.

    ``way`` are the nodes around the place, where something else begins there, too.
    `Occurrences.declaration_of` tells where a symbol is declared.
    """
    found: dict[str, Symbol] = {}
    later = _later_keys(document, offset)
    scope: Scope | None = scope_at(document, offset, way)
    while scope is not None:
        for name in _names(scope):
            if (scope, name) in later:
                continue
            symbol = scope.find(name)
            if symbol is not None:
                found.setdefault(name, symbol)
        scope = scope.outer
    return found


def scope_at(document: Document, offset: int, way: Sequence[nodes.Node] | None = None) -> Scope:
    """Return the scope in which names at ``offset`` are looked up, within ``way``."""
    model = document.package.model
    scope: Scope = model.scopes[document.module]
    for node in bodies_around(document, offset) if way is None else way:
        key: nodes.Node = node
        if isinstance(node, (nodes.ListComp, nodes.DictComp)):
            key = _clause(node, offset, document.text)
        if offset > _head_end(node, document.text):
            scope = model.scope_of.get(key, scope)
    return scope


def _clause(node: nodes.ListComp | nodes.DictComp, offset: int, text: str) -> nodes.Node:
    """Return the clause whose variables are seen: not by what it loops over itself."""
    seen: nodes.Node = node
    for clause in node.clauses:
        if clause.start <= offset <= _end(clause.iterable, text):
            break
        seen = clause
    return seen


def bodies_around(document: Document, offset: int) -> list[nodes.Node]:
    """Return the nodes around ``offset``; a body goes on with a line that is begun below it."""
    way = document.around(offset)
    body = document.module.body
    index = bisect_left(body, offset, key=lambda one: one.start)
    line = document.text.rfind("\n", 0, offset) + 1
    if len(way) == 1 and index and document.text[line:offset][:1] in (" ", "\t"):
        if isinstance(body[index - 1], (nodes.SchemaStmt, nodes.RuleStmt)):
            way.append(body[index - 1])
    return way


def _later_keys(document: Document, offset: int) -> set[tuple[Scope, str]]:
    """Return the keys of the configs around ``offset`` that are declared behind it."""
    model = document.package.model
    text = document.text
    earlier: set[tuple[Scope, str]] = set()
    later: set[tuple[Scope, str]] = set()
    for node in document.around(offset):
        scope = model.scope_of.get(node)
        if isinstance(node, nodes.ConfigExpr) and scope is not None:
            for entry in entries_of(node.entries):
                symbol = model.key_symbols.get(entry)
                if symbol is not None:
                    (earlier if _is_known(entry, offset, text) else later).add((scope, symbol.name))
    return later - earlier


def _is_known(entry: nodes.ConfigEntry, offset: int, text: str) -> bool:
    """Tell whether an entry ends before ``offset``, and not only what is written of it."""
    return _SEPARATOR.search(text, entry.end, offset) is not None


def _names(scope: Scope) -> Iterable[str]:
    """Return the names of ``scope`` alone."""
    if isinstance(scope, ModuleScope):
        return (*scope.globals, *scope.imports, *scope.builtins)
    return scope.own_names()


def _head_end(node: nodes.Node, text: str) -> int:
    """Return where the part of ``node`` ends that does not see its scope, -1 if all of it does."""
    match node:
        case nodes.SchemaStmt() | nodes.RuleStmt():
            return node.name.end
        case nodes.LambdaExpr() if node.params:
            return _end(node.params[-1].default or node.params[-1], text)
        case nodes.CompClause():
            return _end(node.iterable, text)
        case nodes.QuantExpr():
            return _end(node.target, text)
    return -1


def _end(node: nodes.Node, text: str) -> int:
    """Return where ``node`` ends; one that is missing goes on over the blanks."""
    blanks = _BLANKS.match(text, node.end) if isinstance(node, nodes.MissingExpr) else None
    return node.end if blanks is None else blanks.end()
