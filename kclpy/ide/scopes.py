"""Which names can be used at a place."""

from __future__ import annotations

from collections.abc import Iterable

from kclpy.ide.document import Document
from kclpy.semantics.scopes import ModuleScope, Scope
from kclpy.semantics.symbols import Symbol
from kclpy.syntax import nodes


def visible(document: Document, offset: int) -> dict[str, Symbol]:
    """Return what the names denote that can be used at ``offset``, inner ones first.

    `Occurrences.declaration_of` tells where a symbol is declared.
    """
    found: dict[str, Symbol] = {}
    scope: Scope | None = scope_at(document, offset)
    while scope is not None:
        for name in _names(scope):
            symbol = scope.find(name)
            if symbol is not None:
                found.setdefault(name, symbol)
        scope = scope.outer
    return found


def scope_at(document: Document, offset: int) -> Scope:
    """Return the scope in which names at ``offset`` are looked up."""
    model = document.package.model
    scope: Scope = model.scopes[document.module]
    for node in document.around(offset):
        key: nodes.Node = node
        if isinstance(node, (nodes.ListComp, nodes.DictComp)) and node.clauses:
            key = node.clauses[-1]
        if offset > _head_end(node):
            scope = model.scope_of.get(key, scope)
    return scope


def _names(scope: Scope) -> Iterable[str]:
    """Return the names of ``scope`` alone."""
    if isinstance(scope, ModuleScope):
        return (*scope.globals, *scope.imports, *scope.builtins)
    return scope.own_names()


def _head_end(node: nodes.Node) -> int:
    """Return where the part of ``node`` ends that does not see its scope, -1 if all of it does."""
    if isinstance(node, (nodes.SchemaStmt, nodes.RuleStmt)):
        return node.name.end
    return node.target.end if isinstance(node, nodes.QuantExpr) else -1
